import { answerLateRecusal, stoppingAdoption, type LateRecusal } from './late-recusal';

const now = new Date('2026-05-04T10:00:00Z');
const late = (over: Partial<LateRecusal> = {}): LateRecusal => ({
  id: 'late-1',
  seat: 'recused',
  found: 'before_adoption',
  spoke: true,
  rated: false,
  voted: false,
  foundAt: '2026-05-04T09:00:00Z',
  byChair: null,
  bySecond: null,
  ...over,
});
const said = (seat: string) => ({ seat, reason: 'Hors sujet.', at: '2026-05-04T09:30:00Z' });
const stops = (one: LateRecusal, openedAt: string | null, recused = true) =>
  stoppingAdoption([one], openedAt, () => recused).length === 1;

describe('a recusal found late', () => {
  it('stops the ballot that was open when it was found, and not the one held after it', () => {
    expect(stops(late(), '2026-05-04T08:00:00Z')).toBe(true);
    // PostgreSQL writes an offset and microseconds.
    expect(stops(late(), '2026-05-04T09:00:00.000001+00:00')).toBe(false);
    expect(stops(late(), '2026-05-04T09:30:00Z')).toBe(false);
    expect(stops(late(), null)).toBe(false);
  });

  it('stops nothing once it is lifted, or was found when nothing was left to adopt', () => {
    expect(stops(late(), '2026-05-04T08:00:00Z', false)).toBe(false);
    expect(stops(late({ found: 'after_decision' }), '2026-05-04T08:00:00Z')).toBe(false);
  });

  it('is answered by the chair and a second person, in either order, and by no one alone', () => {
    const chair = { seat: 'chair', functions: ['chair'] as const };
    const second = { seat: 'second', functions: [] };
    const first = answerLateRecusal(late(), chair, ' Hors sujet. ', now);
    expect(first).toMatchObject({ byChair: { seat: 'chair', reason: 'Hors sujet.' } });
    expect(stops(first as LateRecusal, '2026-05-04T08:00:00Z')).toBe(true);
    expect(answerLateRecusal(first as LateRecusal, chair, 'Encore.', now)).toMatchObject({
      code: 'second_person_needed',
    });
    const both = answerLateRecusal(first as LateRecusal, second, 'Moi aussi.', now) as LateRecusal;
    expect(stops(both, '2026-05-04T08:00:00Z')).toBe(false);
    expect(answerLateRecusal(both, second, 'Encore.', now)).toMatchObject({
      code: 'late_recusal_answered',
    });
    const other = answerLateRecusal(late(), second, 'D’abord moi.', now) as LateRecusal;
    expect(answerLateRecusal(other, { seat: 'third', functions: [] }, 'x', now)).toMatchObject({
      code: 'late_recusal_waits_for_chair',
    });
    expect(answerLateRecusal(other, chair, 'Ensuite moi.', now)).toMatchObject({
      byChair: { seat: 'chair' },
      bySecond: { seat: 'second' },
    });
  });

  it('is never answered by the member herself, nor without words', () => {
    expect(
      answerLateRecusal(late(), { seat: 'recused', functions: ['chair'] }, 'Mais si.', now),
    ).toMatchObject({ code: 'recused' });
    expect(
      answerLateRecusal(late({ byChair: said('chair') }), { seat: 's', functions: [] }, ' ', now),
    ).toMatchObject({ code: 'reason_required' });
  });
});

import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dateIn,
  daysBetween,
  isCalendarDate,
  latenessOf,
  postponeByPauses,
} from './dates';

const paris = 'Europe/Paris';
const at = (text: string) => new Date(text);

describe('dateIn', () => {
  it('is the date of the organisation, not of the server', () => {
    expect(dateIn(paris, at('2026-03-31T22:30:00Z'))).toBe('2026-04-01');
    expect(dateIn(paris, at('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
    expect(dateIn('America/Cayenne', at('2026-04-01T02:00:00Z'))).toBe('2026-03-31');
    expect(dateIn('Indian/Reunion', at('2026-03-31T20:30:00Z'))).toBe('2026-04-01');
  });
});

describe('isCalendarDate', () => {
  it.each(['2026-02-28', '2028-02-29', '1900-01-01', '2999-12-31'])('takes %s', (date) =>
    expect(isCalendarDate(date)).toBe(true),
  );
  it.each([
    '2026-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-1-1',
    '0000-01-01',
    '1899-12-31',
    '3000-01-01',
    '',
    null,
    20260101,
    '2026-01-01T00:00:00Z',
  ])('declines %s', (date) => expect(isCalendarDate(date)).toBe(false));
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-11-30', 12, '2027-11-30'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-07-15', 6, '2027-01-15'],
  ])('%s and %i months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));
});

describe('days', () => {
  const date = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays('2000-01-01', days));

  it('adding and counting undo each other, over every change of clocks', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
        expect(isCalendarDate(addDays(from, days))).toBe(true);
      }),
    );
  });

  it('refuses to count from a date that does not exist', () => {
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow(RangeError);
  });
});

describe('latenessOf', () => {
  const now = at('2026-06-10T21:59:00Z'); // 23:59 on 10 June in Paris

  it.each([
    [null, { state: 'undated' }],
    ['2026-06-10', { state: 'today', daysLeft: 0 }],
    ['2026-06-11', { state: 'due_soon', daysLeft: 1 }],
    ['2026-06-13', { state: 'due_soon', daysLeft: 3 }],
    ['2026-06-14', { state: 'ahead', daysLeft: 4 }],
    ['2026-06-09', { state: 'late', daysLate: 1 }],
  ])('%s', (deadline, expected) => expect(latenessOf(deadline, paris, now)).toEqual(expected));

  it('turns late at midnight of the organisation', () => {
    const later = at('2026-06-10T22:00:00Z');
    expect(latenessOf('2026-06-10', paris, later)).toEqual({ state: 'late', daysLate: 1 });
    expect(latenessOf('2026-06-10', 'America/Cayenne', later)).toEqual({
      state: 'today',
      daysLeft: 0,
    });
  });
});

describe('postponeByPauses', () => {
  const now = at('2026-06-20T10:00:00Z');
  const pause = (from: string, to: string | null) => ({
    from: `${from}T10:00:00Z`,
    to: to && `${to}T10:00:00Z`,
  });

  it('moves a deadline by the days the clocks stood still', () => {
    expect(postponeByPauses('2026-06-15', [pause('2026-06-01', '2026-06-05')], paris, now)).toBe(
      '2026-06-19',
    );
  });

  it('counts a pause that still lasts up to today', () => {
    expect(postponeByPauses('2026-06-15', [pause('2026-06-10', null)], paris, now)).toBe(
      '2026-06-25',
    );
  });

  it('leaves a deadline that had passed before the pause', () => {
    expect(postponeByPauses('2026-06-01', [pause('2026-06-10', null)], paris, now)).toBe(
      '2026-06-01',
    );
  });

  it('adds pauses up in whichever order they are given', () => {
    const pauses = [pause('2026-06-16', '2026-06-18'), pause('2026-06-01', '2026-06-05')];
    expect(postponeByPauses('2026-06-14', pauses, paris, now)).toBe('2026-06-20');
    expect(postponeByPauses('2026-06-14', pauses.toReversed(), paris, now)).toBe('2026-06-20');
  });
});

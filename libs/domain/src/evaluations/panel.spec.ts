import fc from 'fast-check';
import { seatFunctions } from '../access';
import { declarationStatuses } from './declarations';
import { isRecused, labelsOf, mayRate, ratersOf, warningsOfPanel, type PanelSeat } from './panel';

const seat = (over: Partial<PanelSeat> = {}): PanelSeat => ({
  seat: 'seat-1',
  profession: 'radiologist',
  functions: [],
  votes: true,
  active: true,
  elector: true,
  declaration: 'declared_none',
  recusal: null,
  ...over,
});

describe('mayRate', () => {
  it.each([
    [{}, null],
    [{ declaration: 'assessed_none' }, null],
    [{ declaration: 'assessed_minor' }, null],
    [{ declaration: 'missing' }, 'not_declared'],
    [{ declaration: 'expired' }, 'declaration_expired'],
    [{ declaration: 'declared' }, 'declaration_not_assessed'],
    [{ declaration: 'assessed_major' }, 'recused'],
    [{ declaration: 'assessed_major', recusal: 'all' }, 'recused'],
    [{ declaration: 'assessed_minor', recusal: 'all' }, 'recused'],
    [{ elector: false }, 'not_voting'],
    [{ active: false }, 'not_voting'],
    [{ elector: false, recusal: 'all' }, 'recused'],
  ] as const)('%j', (over, code) => {
    expect(mayRate(seat(over))?.code ?? null).toBe(code);
  });

  it('keeps a member recused from sections off those and on the others', () => {
    const partly = seat({ declaration: 'assessed_major', recusal: ['Q02'] });
    expect(mayRate(partly, 'Q02')?.code).toBe('recused');
    expect(mayRate(partly, 'Q03')).toBeNull();
    expect(mayRate(partly)).toBeNull();
    expect(isRecused(partly)).toBe(false);
  });
});

const anySeat: fc.Arbitrary<PanelSeat> = fc.record({
  seat: fc.uuid(),
  profession: fc.constantFrom('radiologist', 'nurse', 'engineer'),
  functions: fc.subarray([...seatFunctions]),
  votes: fc.boolean(),
  active: fc.boolean(),
  elector: fc.boolean(),
  declaration: fc.constantFrom(...declarationStatuses),
  recusal: fc.oneof(
    fc.constant(null),
    fc.constant('all' as const),
    fc.subarray(['Q01', 'Q02'], { minLength: 1 }),
  ),
});

describe('ratersOf', () => {
  it('puts every member of the electorate either in the round or out of it with a reason', () => {
    fc.assert(
      fc.property(fc.array(anySeat), (panel) => {
        const { inRound, out } = ratersOf(panel);
        const electors = panel.filter(({ elector }) => elector);
        expect(inRound.length + out.length).toBe(electors.length);
        for (const one of inRound) {
          expect(isRecused(one)).toBe(false);
          expect(['missing', 'expired', 'declared']).not.toContain(one.declaration);
        }
      }),
    );
  });

  it('recusal beats every right', () => {
    fc.assert(
      fc.property(anySeat, (one) => {
        expect(mayRate({ ...one, recusal: 'all' })?.code).toBe('recused');
      }),
    );
  });
});

describe('labels and warnings', () => {
  it('labels the requester, who may still rate', () => {
    const requester = seat({ functions: ['requester'], declaration: 'assessed_minor' });
    expect(mayRate(requester)).toBeNull();
    expect(labelsOf(requester)).toEqual(['requester', 'minor_interest']);
  });

  it.each([
    [{ recusal: 'all' }, ['recused']],
    [{ recusal: ['Q01'] }, ['recused_from_sections']],
    [{ declaration: 'missing' }, ['undeclared']],
    [{ declaration: 'expired' }, ['undeclared']],
    [{}, []],
  ] as const)('%j is labelled %j', (over, labels) => {
    expect(labelsOf(seat(over))).toEqual(labels);
  });

  it('warns without forbidding', () => {
    expect(
      warningsOfPanel(
        [
          seat({ functions: ['chair', 'requester', 'coordinator'], recusal: 'all' }),
          seat({ functions: ['decision_maker'] }),
        ],
        false,
      ),
    ).toEqual(['requester_chairs', 'decision_maker_votes', 'chair_recused']);
    const preside = (recusal: PanelSeat['recusal']) => seat({ functions: ['chair'], recusal });
    expect(warningsOfPanel([preside('all'), preside('all')], false)).toContain('chair_recused');
    expect(warningsOfPanel([preside('all'), preside(null)], false)).not.toContain('chair_recused');
    expect(warningsOfPanel([], false)).toEqual(['no_chair', 'no_coordinator', 'nobody_votes']);
    // Whoever coordinates for the whole organisation needs no seat.
    expect(warningsOfPanel([], true)).toEqual(['no_chair', 'nobody_votes']);
    expect(
      warningsOfPanel(
        [seat({ functions: ['chair'] }), seat({ functions: ['coordinator'] })],
        false,
      ),
    ).toEqual([]);
  });
});

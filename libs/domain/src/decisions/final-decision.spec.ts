import fc from 'fast-check';
import { moveOf } from '../evaluations';
import { isRefusal } from '../kernel';
import {
  allowanceOf,
  checkDecisionDay,
  decisionKeys,
  differsFrom,
  recordDecision,
  type DecisionKey,
} from './final-decision';
import { outcomeKeys, type OutcomeKey } from './opinion';

const now = new Date('2026-05-04T08:00:00Z');
const record = (
  decision: DecisionKey,
  opinion: OutcomeKey | null,
  reason?: string,
  pilots = true,
) => recordDecision({ decision, reason, by: 'person-1' }, opinion, { pilots }, now);

describe('recordDecision', () => {
  it.each<[OutcomeKey, DecisionKey]>([
    ['favourable', 'approved'],
    ['favourable_with_conditions', 'approved_with_conditions'],
    ['pilot', 'pilot'],
  ])('follows %s by %s without needing a reason', (opinion, decision) => {
    expect(record(decision, opinion)).toMatchObject({
      decision: { decision, opinion, reason: null, differs: false, withoutOpinion: false },
      move: 'decide',
      events: [{ type: 'decision.recorded', differs: false }],
    });
  });

  it('differs from the opinion only with a reason, and says so', () => {
    expect(record('approved', 'unfavourable')).toMatchObject({ code: 'decision_differs_reason' });
    expect(record('approved', 'favourable_with_conditions', ' ')).toMatchObject({
      code: 'decision_differs_reason',
    });
    expect(record('approved', 'unfavourable', 'Seule offre du marché')).toMatchObject({
      decision: { differs: true, reason: 'Seule offre du marché', opinion: 'unfavourable' },
      move: 'decide',
    });
  });

  it('may be taken without an opinion, with a reason and labelled so', () => {
    expect(record('approved', null)).toMatchObject({ code: 'decision_without_opinion_reason' });
    expect(record('approved', null, 'Urgence sanitaire')).toMatchObject({
      decision: { withoutOpinion: true, differs: false, opinion: null },
      move: 'decide_without_opinion',
    });
    expect(record('refused', null, 'Budget')).toMatchObject({ move: 'refuse_purchase' });
    expect(record('sent_back', null, 'x')).toMatchObject({ code: 'opinion_not_adopted' });
  });

  it('refuses or sends back with a reason even where the opinion says the same', () => {
    expect(record('refused', 'unfavourable')).toMatchObject({ code: 'reason_required' });
    expect(record('refused', 'unfavourable', 'Idem')).toMatchObject({
      decision: { differs: false },
      move: 'refuse_purchase',
    });
    expect(record('sent_back', 'favourable', 'Coûts')).toMatchObject({
      decision: { differs: true },
      move: 'send_back',
    });
  });

  it('does not approve on a deferred opinion', () => {
    for (const decision of ['approved', 'approved_with_conditions', 'pilot'] as const) {
      expect(record(decision, 'deferred', 'x')).toMatchObject({
        code: 'decision_on_deferred_opinion',
      });
    }
    expect(record('refused', 'deferred', 'x')).toMatchObject({ move: 'refuse_purchase' });
  });

  it('decides a pilot only on an opinion that gives its protocol, where pilots are run', () => {
    for (const opinion of [null, ...outcomeKeys.filter((key) => key !== 'pilot')]) {
      expect(record('pilot', opinion, 'Essayer')).toMatchObject({
        code:
          opinion === 'deferred'
            ? 'decision_on_deferred_opinion'
            : 'decision_pilot_without_protocol',
      });
    }
    expect(record('pilot', 'pilot', 'Essayer', false)).toMatchObject({
      code: 'pilots_switched_off',
    });
    expect(record('approved', 'pilot', 'Sans essai', false)).toMatchObject({ move: 'decide' });
  });

  it('bears no day before what it decides on, and none to come', () => {
    const days = { from: ['adopted_on', '2026-05-04'], today: '2026-05-06' } as const;
    const wrong = (day: string) => {
      const { before, after } = checkDecisionDay(day, days)?.details ?? {};
      return before ? `${after as string} before ${before as string}` : null;
    };
    expect(['2026-05-03', '2026-05-04', '2026-05-06', '2026-05-07'].map(wrong)).toEqual([
      'decided_on before adopted_on',
      null,
      null,
      'today before decided_on',
    ]);
  });

  it('is not a pilot that has ended already', () => {
    const days = { from: ['adopted_on', '2026-05-04'], today: '2026-05-06' } as const;
    expect(checkDecisionDay('2026-05-06', { ...days, pilotEndsOn: '2026-05-06' })).toBeNull();
    expect(
      checkDecisionDay('2026-05-06', { ...days, pilotEndsOn: '2026-05-05' })?.details,
    ).toMatchObject({ before: 'decided_on', after: 'pilot_ends_on' });
  });

  it('always names a move of the decision-maker, and a reason wherever that move asks one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...decisionKeys),
        fc.option(fc.constantFrom(...outcomeKeys)),
        fc.option(fc.constantFrom('', ' ', 'Motif'), { nil: undefined }),
        (decision, opinion, reason) => {
          const result = record(decision, opinion, reason);
          if (isRefusal(result)) return;
          const move = moveOf(result.move);
          expect(move.by).toContain('decision_maker');
          expect(move.action).toBe('decision.record');
          if (move.reason || result.decision.differs || opinion === null) {
            expect(result.decision.reason).toBe('Motif');
          }
          expect(result.decision.differs).toBe(opinion !== null && differsFrom(decision, opinion));
        },
      ),
    );
  });
});

describe('allowanceOf', () => {
  it.each([
    ['approved', 'purchase'],
    ['approved_with_conditions', 'purchase'],
    ['pilot', 'pilot'],
    ['refused', 'none'],
    ['sent_back', 'none'],
  ] as const)('%s allows %s', (decision, expected) => expect(allowanceOf(decision)).toBe(expected));
});

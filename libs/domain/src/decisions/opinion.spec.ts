import fc from 'fast-check';
import { allowedOutcomes } from './allowed-outcomes';
import {
  blockerEffects,
  effectOf,
  openBlockers,
  overrideBlocker,
  type Blocker,
  type BlockerEffect,
} from './blockers';
import {
  confirmMet,
  declareMet,
  openGates,
  waiveCondition,
  type Condition,
  type ConditionActor,
  type FollowedCondition,
  type Gate,
} from './conditions';
import { defaultReevaluation, outcomeKeys, type Opinion, type OutcomeKey } from './opinion';
import type { OpinionProblemCode } from './outcomes/outcome';
import { outcomes } from './outcomes/registry';
import { validateOpinion } from './validate-opinion';

const today = '2026-05-04';

const blocker = (effect: BlockerEffect, id = effect as string): Blocker => ({
  id,
  question: `Q.${id}`,
  effect,
});

const condition = (over: Partial<Condition> = {}): Condition => ({
  id: 'condition-1',
  text: 'Fournir le rapport de test',
  owner: 'RSSI',
  dueOn: '2026-09-01',
  proof: 'Rapport signé',
  gate: { kind: 'before_signature' },
  blockers: [],
  state: 'open',
  ...over,
});

const opinion = (outcome: OutcomeKey, over: Partial<Opinion> = {}): Opinion => ({
  outcome,
  reasons: 'Besoin réel, preuves suffisantes',
  reasonsByQuestion:
    outcome === 'unfavourable' ? [{ question: 'Q03', text: 'Preuve absente' }] : [],
  conditions: outcome === 'favourable_with_conditions' ? [condition()] : [],
  pilot:
    outcome === 'pilot'
      ? {
          durationMonths: 6,
          population: 'Scanners thoraciques',
          indicators: ['Sensibilité'],
          stopRules: ['Deux incidents graves'],
          endsOn: '2026-12-01',
        }
      : null,
  missingElements: outcome === 'deferred' ? ['Étude clinique'] : [],
  failedPredicates: outcome === 'out_of_scope' ? ['E7'] : [],
  reevaluateOn: '2027-05-04',
  ...over,
});

const codes = (
  given: Opinion,
  blockers: Blocker[] = [],
  overrides: { blocker: string; reason: string }[] = [],
) => validateOpinion(given, { blockers, overrides, today }).map(({ code }) => code);

describe('blockers and outcomes', () => {
  const allowed = (...effects: BlockerEffect[]) => {
    const of = allowedOutcomes(effects.map((effect) => blocker(effect)));
    return outcomeKeys.filter((key) => of[key].allowed);
  };
  const always = ['deferred', 'unfavourable', 'out_of_scope'];

  it.each<[BlockerEffect[], string[]]>([
    [[], ['favourable', 'favourable_with_conditions', 'pilot', ...always]],
    [['hard'], always],
    [['unknown'], ['favourable_with_conditions', 'pilot', ...always]],
    [['soft'], ['favourable_with_conditions', 'pilot', ...always]],
    [['dpo_pending'], ['favourable', 'favourable_with_conditions', 'pilot', ...always]],
    [['soft', 'hard', 'unknown'], always],
  ])('%j leave %j', (effects, expected) => {
    expect(allowed(...effects)).toEqual(expected);
  });

  it.each<[OutcomeKey, BlockerEffect[]]>([
    ['favourable', ['dpo_pending']],
    ['favourable_with_conditions', ['unknown', 'soft', 'dpo_pending']],
    ['pilot', ['unknown', 'soft', 'dpo_pending']],
    ['deferred', []],
    ['unfavourable', []],
    ['out_of_scope', []],
  ])('%s needs a condition for %j', (outcome, effects) => {
    const all = blockerEffects.map((effect) => blocker(effect));
    expect(allowedOutcomes(all)[outcome].needsConditionFor.map(({ effect }) => effect)).toEqual(
      effects,
    );
  });

  it('is set aside by the chair with a reason, and only so', () => {
    const hard = [blocker('hard')];
    const override = overrideBlocker(hard, { blocker: 'hard', reason: ' Marquage reçu ' }, [
      'chair',
    ]);
    expect(override).toEqual({ blocker: 'hard', reason: 'Marquage reçu' });
    expect(allowedOutcomes(hard, [override as never]).favourable.allowed).toBe(true);
    expect(allowedOutcomes(hard, [{ blocker: 'hard', reason: ' ' }]).favourable.allowed).toBe(
      false,
    );
    expect(allowedOutcomes(hard, [{ blocker: 'other', reason: 'x' }]).pilot.allowed).toBe(false);
    expect(overrideBlocker(hard, { blocker: 'hard', reason: 'x' }, ['coordinator'])).toMatchObject({
      code: 'not_permitted',
    });
    expect(overrideBlocker(hard, { blocker: 'gone', reason: 'x' }, ['chair'])).toMatchObject({
      code: 'blocker_unknown',
    });
    expect(overrideBlocker(hard, { blocker: 'hard', reason: '' }, ['chair'])).toMatchObject({
      code: 'reason_required',
    });
  });

  it.each([
    [{ level: 'hard', reason: 'answer' }, 'hard'],
    [{ level: 'soft', reason: 'answer' }, 'soft'],
    [{ level: 'soft', reason: 'partial' }, 'soft'],
    [{ level: 'soft', reason: 'unknown' }, 'unknown'],
    [{ level: 'soft', reason: 'unanswered' }, 'unknown'],
    [{ level: 'soft', reason: 'answer', gate: 'before_go_live' }, 'dpo_pending'],
    [{ level: 'soft', reason: 'unknown', gate: 'before_go_live' }, 'unknown'],
    [{ level: 'vigilance', reason: 'not_applicable' }, null],
  ] as const)('reads the finding %j as %s', (finding, effect) => {
    expect(effectOf(finding)).toBe(effect);
  });

  const anyBlockers = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      question: fc.constant('Q'),
      effect: fc.constantFrom(...blockerEffects),
    }),
    { selector: ({ id }) => id },
  );

  it('never opens an outcome by adding a blocker, nor closes one by an override', () => {
    fc.assert(
      fc.property(anyBlockers, fc.subarray(['a', 'b', 'c', 'd', 'e']), (blockers, set) => {
        const overrides = set.map((id) => ({ blocker: id, reason: 'x' }));
        const all = allowedOutcomes(blockers);
        const fewer = allowedOutcomes(blockers.slice(1));
        const eased = allowedOutcomes(blockers, overrides);
        for (const key of outcomeKeys) {
          if (all[key].allowed) {
            expect(fewer[key].allowed).toBe(true);
            expect(eased[key].allowed).toBe(true);
          }
        }
        expect(openBlockers(blockers, overrides).some(({ id }) => set.includes(id))).toBe(false);
      }),
    );
  });

  it('no opinion with a standing hard blocker that admits the device is ever without problem', () => {
    fc.assert(
      fc.property(anyBlockers, fc.constantFrom(...outcomeKeys), (blockers, outcome) => {
        const conditions = blockers.map(({ id }) =>
          condition({ id, blockers: [id], gate: { kind: 'before_go_live' } }),
        );
        const found = codes(
          opinion(outcome, { conditions: outcome === 'favourable' ? [] : conditions }),
          blockers,
        );
        const isBarred =
          outcomes[outcome].admits && blockers.some(({ effect }) => effect === 'hard');
        if (isBarred) expect(found).toContain('outcome_barred');
      }),
    );
  });
});

describe('validateOpinion', () => {
  it.each([...outcomeKeys])('finds nothing missing in a complete %s', (outcome) => {
    expect(codes(opinion(outcome))).toEqual([]);
  });

  it.each<[string, Opinion, OpinionProblemCode[]]>([
    ['no reasons', opinion('favourable', { reasons: ' ' }), ['reasons_missing']],
    ['no date', opinion('favourable', { reevaluateOn: null }), ['reevaluation_missing']],
    ['no such date', opinion('deferred', { reevaluateOn: '2027-02-30' }), ['reevaluation_missing']],
    [
      'past date',
      opinion('deferred', { reevaluateOn: '2026-05-03' }),
      ['reevaluation_in_the_past'],
    ],
    [
      'no condition',
      opinion('favourable_with_conditions', { conditions: [] }),
      ['condition_missing'],
    ],
    [
      'a condition on plain',
      opinion('favourable', { conditions: [condition()] }),
      ['condition_not_plain_favourable'],
    ],
    ['no protocol', opinion('pilot', { pilot: null }), ['pilot_missing']],
    [
      'an empty protocol',
      opinion('pilot', {
        pilot: {
          durationMonths: 0,
          population: '',
          indicators: [' '],
          stopRules: [],
          endsOn: null,
        },
      }),
      [
        'pilot_duration_missing',
        'pilot_population_missing',
        'pilot_indicators_missing',
        'pilot_stop_rules_missing',
        'pilot_end_missing',
      ],
    ],
    [
      'a pilot that ends today',
      opinion('pilot', { pilot: { ...opinion('pilot').pilot!, endsOn: today } }),
      ['pilot_end_in_the_past'],
    ],
    [
      'nothing missing named',
      opinion('deferred', { missingElements: [''] }),
      ['missing_elements_missing'],
    ],
    [
      'no reason by question',
      opinion('unfavourable', { reasonsByQuestion: [{ question: 'Q03', text: '' }] }),
      ['question_reasons_missing'],
    ],
    [
      'no predicate',
      opinion('out_of_scope', { failedPredicates: [] }),
      ['failed_predicate_missing'],
    ],
  ])('%s', (_name, given, expected) => expect(codes(given)).toEqual(expected));

  it.each<[Partial<Condition>, OpinionProblemCode]>([
    [{ text: '' }, 'condition_text_missing'],
    [{ owner: null }, 'condition_owner_missing'],
    [{ owner: ' ' }, 'condition_owner_missing'],
    [{ dueOn: null }, 'condition_date_missing'],
    [{ dueOn: '2026-05-03' }, 'condition_date_in_the_past'],
    [{ proof: '' }, 'condition_proof_absent'],
    [{ gate: null }, 'condition_gate_missing'],
    [{ gate: { kind: 'within_months', months: 0 } }, 'condition_months_wrong'],
    [{ gate: { kind: 'within_months', months: 1.5 } }, 'condition_months_wrong'],
    [{ blockers: ['stranger'] }, 'condition_blocker_unknown'],
  ])('a condition %j', (over, code) => {
    const given = opinion('favourable_with_conditions', { conditions: [condition(over)] });
    expect(validateOpinion(given, { blockers: [], overrides: [], today })).toEqual([
      { code, about: 'condition-1' },
    ]);
  });

  it.each<[OutcomeKey, BlockerEffect]>([
    ['favourable_with_conditions', 'soft'],
    ['favourable_with_conditions', 'unknown'],
    ['pilot', 'soft'],
    ['pilot', 'unknown'],
  ])('%s needs a linked condition for a %s blocker', (outcome, effect) => {
    const blockers = [blocker(effect, 'b1')];
    expect(codes(opinion(outcome), blockers)).toEqual(['blocker_without_condition']);
    const linked = opinion(outcome, { conditions: [condition({ blockers: ['b1'] })] });
    expect(codes(linked, blockers)).toEqual([]);
    expect(codes(opinion(outcome), blockers, [{ blocker: 'b1', reason: 'Traité' }])).toEqual([]);
  });

  it('one condition may answer several blockers', () => {
    const blockers = [blocker('soft', 'b1'), blocker('unknown', 'b2')];
    const conditions = [condition({ blockers: ['b1', 'b2'] })];
    expect(codes(opinion('favourable_with_conditions', { conditions }), blockers)).toEqual([]);
  });

  it('a pending DPO opinion does not bar plain favourable, but must be met before go-live', () => {
    const blockers = [blocker('dpo_pending', 'dpo')];
    const gated = (gate: Gate) =>
      codes(
        opinion('favourable', { conditions: [condition({ blockers: ['dpo'], gate })] }),
        blockers,
      );
    expect(codes(opinion('favourable'), blockers)).toEqual(['blocker_without_condition']);
    expect(gated({ kind: 'before_go_live' })).toEqual([]);
    expect(gated({ kind: 'before_signature' })).toEqual([]);
    expect(gated({ kind: 'within_months', months: 3 })).toEqual(['dpo_condition_gate']);
  });

  it('names the blocker that bars the outcome', () => {
    expect(
      validateOpinion(opinion('favourable'), {
        blockers: [blocker('hard', 'b1'), blocker('soft', 'b2')],
        overrides: [{ blocker: 'b2', reason: 'x' }],
        today,
      }),
    ).toEqual([{ code: 'outcome_barred', about: 'b1' }]);
  });
});

describe('the next evaluation', () => {
  it.each([
    [false, 'favourable', '2027-05-31'],
    [true, 'favourable', '2026-11-30'],
    [false, 'pilot', '2026-11-30'],
    [false, 'deferred', '2027-05-31'],
  ] as const)('AI %s, %s: %s', (ai, outcome, expected) => {
    expect(defaultReevaluation('2026-05-31', { ai }, outcome)).toBe(expected);
  });
});

describe('conditions', () => {
  const followed = (more: Partial<FollowedCondition> = {}): FollowedCondition => ({
    id: 'condition-1',
    state: 'open',
    gate: { kind: 'before_signature' },
    ownerMember: 'owner',
    declaredBy: null,
    askedBy: ['dpo'],
    ...more,
  });
  const by = (member: string, more: Partial<ConditionActor> = {}): ConditionActor => ({
    member,
    functions: [],
    answerRoles: [],
    ...more,
  });
  const coordinator = by('coordinator', { functions: ['coordinator'] });

  it('are declared met by their owner with a proof; what nothing waits for is met at once', () => {
    expect(declareMet(followed(), by('owner'), ' Rapport 12 ')).toEqual({
      state: 'declared',
      step: 'declared',
      note: 'Rapport 12',
    });
    const later = followed({ gate: { kind: 'within_months', months: 3 } });
    expect(declareMet(later, by('owner'), 'Rapport')).toMatchObject({ state: 'met' });
    expect(declareMet(followed(), by('owner'), ' ')).toMatchObject({
      code: 'condition_proof_missing',
    });
    for (const other of [by('other'), coordinator]) {
      expect(declareMet(followed(), other, 'x')).toMatchObject({ code: 'condition_not_yours' });
    }
    expect(declareMet(followed({ ownerMember: null }), coordinator, 'x')).toMatchObject({
      state: 'declared',
    });
    for (const state of ['declared', 'met', 'waived'] as const) {
      expect(declareMet(followed({ state }), by('owner'), 'x')).toMatchObject({
        code: 'condition_not_open',
      });
    }
  });

  it('are confirmed by chair, coordinator or the adviser who asked, never by who declared or owns them', () => {
    const declared = followed({ state: 'declared', declaredBy: 'owner' });
    const yes = { accept: true, note: '' };
    const confirmers = [
      coordinator,
      by('chair', { functions: ['chair'] }),
      by('dpo', { answerRoles: ['dpo'] }),
    ];
    for (const one of confirmers) {
      expect(confirmMet(declared, one, yes)).toMatchObject({ state: 'met', step: 'confirmed' });
    }
    const ownerAndChair = by('owner', { functions: ['chair'] });
    expect(confirmMet(declared, ownerAndChair, yes)).toMatchObject({
      code: 'second_person_needed',
    });
    const declaredForOwner = followed({
      state: 'declared',
      ownerMember: null,
      declaredBy: 'coordinator',
    });
    expect(confirmMet(declaredForOwner, coordinator, yes)).toMatchObject({
      code: 'second_person_needed',
    });
    for (const other of [
      by('security', { answerRoles: ['it_security'] }),
      by('clinician', { answerRoles: ['clinician'] }),
      by('director', { functions: ['decision_maker'] }),
    ]) {
      expect(confirmMet(declared, other, yes)).toMatchObject({ code: 'not_permitted' });
    }
    expect(confirmMet(followed(), coordinator, yes)).toMatchObject({
      code: 'condition_not_declared',
    });
  });

  it('go back to their owner with a reason, and are given up with one', () => {
    const declared = followed({ state: 'declared', declaredBy: 'owner' });
    expect(confirmMet(declared, coordinator, { accept: false, note: ' Page 3 ' })).toEqual({
      state: 'open',
      step: 'returned',
      note: 'Page 3',
    });
    expect(confirmMet(declared, coordinator, { accept: false, note: ' ' })).toMatchObject({
      code: 'reason_required',
    });
    expect(waiveCondition(declared, 'Sans objet')).toMatchObject({ state: 'waived' });
    expect(waiveCondition(declared, ' ')).toMatchObject({ code: 'reason_required' });
    expect(waiveCondition(followed({ state: 'met' }), 'x')).toMatchObject({
      code: 'condition_not_open',
    });
  });

  it('hold the signature or going live until they are closed', () => {
    const conditions = [
      condition({ id: 'a' }),
      condition({ id: 'b', gate: { kind: 'before_go_live' } }),
      condition({ id: 'c', gate: { kind: 'within_months', months: 6 } }),
      condition({ id: 'd', state: 'met' }),
      condition({ id: 'e', state: 'waived', gate: { kind: 'before_go_live' } }),
      condition({ id: 'f', state: 'declared', gate: { kind: 'before_go_live' } }),
    ];
    const ids = (step: 'signature' | 'go_live') => openGates(conditions, step).map(({ id }) => id);
    expect(ids('signature')).toEqual(['a']);
    expect(ids('go_live')).toEqual(['a', 'b', 'f']);
  });
});

import fc from 'fast-check';
import {
  medicalFunctions,
  overrideScope,
  scopePredicates,
  scopeQuestions,
  settleScope,
  testScope,
  type ScopeAnswer,
  type ScopeAnswers,
} from './scope-test';

const value = (given: unknown): ScopeAnswer => ({ state: 'value', value: given });
const unknown: ScopeAnswer = { state: 'unknown' };

const inScope: Record<string, ScopeAnswer> = {
  'S00.scope.medical-device': value('yes'),
  'S00.scope.ce-marking': value('yes'),
  'S00.scope.professional-user': value('yes'),
  'S00.scope.medical-act': value('yes'),
  'S00.scope.functions': value(['diagnosis']),
  'S00.scope.prescribing': value('no'),
  'S00.scope.telemonitoring': value('no'),
  'S00.scope.national-route': value('no'),
};

const without = (key: string, answer: ScopeAnswer): ScopeAnswers => ({ ...inScope, [key]: answer });

describe('testScope', () => {
  it('is in scope when all eight predicates hold', () => {
    expect(testScope(inScope)).toEqual({
      outcome: 'in_scope',
      failed: [],
      unknown: [],
      functions: ['diagnosis'],
    });
  });

  it('needs information before anything is answered', () => {
    expect(testScope({})).toEqual({
      outcome: 'needs_info',
      failed: [],
      unknown: [...scopePredicates],
      functions: [],
    });
  });

  it.each(scopePredicates.filter((id) => id !== 'E5'))('%s alone puts a device out', (id) => {
    const { key } = scopeQuestions[id];
    const opposite = value(
      inScope[key]?.state === 'value' && inScope[key].value === 'yes' ? 'no' : 'yes',
    );
    expect(testScope(without(key, opposite))).toMatchObject({
      outcome: 'out_of_scope',
      failed: [id],
      unknown: [],
    });
  });

  it.each(
    scopePredicates.flatMap((id) =>
      [null, unknown, value('partial'), value('na'), value(undefined), value(''), value(42)].map(
        (answer) => [id, answer] as const,
      ),
    ),
  )('%s answered %j needs information', (id, answer) => {
    expect(testScope(without(scopeQuestions[id].key, answer))).toMatchObject({
      outcome: 'needs_info',
      failed: [],
      unknown: [id],
    });
  });

  it.each([
    [['none'], 'out_of_scope', []],
    [[], 'needs_info', []],
    [['billing'], 'needs_info', []],
    [['billing', 'none'], 'needs_info', []],
    [['screening', 'none'], 'in_scope', ['screening']],
    [
      ['therapeutic_decision', 'screening', 'billing'],
      'in_scope',
      ['screening', 'therapeutic_decision'],
    ],
    [[...medicalFunctions], 'in_scope', [...medicalFunctions]],
  ])('functions %j give %s', (functions, outcome, evaluated) => {
    const test = testScope(without('S00.scope.functions', value(functions)));
    expect(test).toMatchObject({ outcome, functions: evaluated });
  });

  it('lets one failed predicate decide, whatever is still unknown', () => {
    expect(testScope({ 'S00.scope.medical-device': value('no') })).toMatchObject({
      outcome: 'out_of_scope',
      failed: ['E1'],
      unknown: ['E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8'],
    });
  });

  it('never gives a predicate two verdicts, and further answers never turn "out" into "in"', () => {
    const answer = fc.oneof(
      fc.constant(null),
      fc.constant(unknown),
      fc.constantFrom('yes', 'no', 'partial', 'na').map(value),
      fc.subarray(['none', ...medicalFunctions]).map(value),
    );
    const answers = fc.record(Object.fromEntries(Object.keys(inScope).map((key) => [key, answer])));
    fc.assert(
      fc.property(answers, (given) => {
        const { outcome, failed, unknown: open } = testScope(given);
        expect(new Set([...failed, ...open]).size).toBe(failed.length + open.length);
        expect(outcome).toBe(
          failed.length > 0 ? 'out_of_scope' : open.length > 0 ? 'needs_info' : 'in_scope',
        );
        const completed = { ...inScope, ...given };
        for (const id of open) completed[scopeQuestions[id].key] = inScope[scopeQuestions[id].key]!;
        expect(testScope(completed).outcome).toBe(failed.length > 0 ? 'out_of_scope' : 'in_scope');
      }),
    );
  });
});

describe('settling', () => {
  const out = testScope(without('S00.scope.ce-marking', value('no')));
  const open = testScope(without('S00.scope.ce-marking', value('partial')));

  it('settles a passed test with the label', () => {
    expect(settleScope(testScope(inScope))).toEqual({ kind: 'in_scope', hasLabel: true });
  });

  it('does not settle a test that failed or is open', () => {
    expect(settleScope(out)).toMatchObject({
      code: 'scope_not_settled',
      details: { failed: 'E2' },
    });
    expect(settleScope(open)).toMatchObject({
      code: 'scope_not_settled',
      details: { unknown: 'E2' },
    });
  });

  it('overrides with a reason, and then carries no label', () => {
    expect(overrideScope(out, '  Pilote régional  ')).toEqual({
      kind: 'voluntary',
      hasLabel: false,
      reason: 'Pilote régional',
      failed: ['E2'],
      unknown: [],
    });
    expect(overrideScope(open, 'Certificat attendu')).toMatchObject({ unknown: ['E2'] });
  });

  it('refuses an override without a reason, and one that is not needed', () => {
    expect(overrideScope(out, ' \n')).toMatchObject({ code: 'reason_required' });
    expect(overrideScope(testScope(inScope), 'because')).toMatchObject({
      code: 'scope_already_in',
    });
  });
});

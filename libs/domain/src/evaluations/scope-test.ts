import { type Refusal, refuse } from '../kernel';

/** Predicates of eligibility. Source: domain guide §2, E1–E8. */
export const scopePredicates = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8'] as const;
export type ScopePredicate = (typeof scopePredicates)[number];

/** Medical functions that bring a device into the scope of the HAS guide (E5). */
export const medicalFunctions = [
  'screening',
  'diagnosis',
  'medical_decision',
  'therapeutic_decision',
] as const;
export type MedicalFunction = (typeof medicalFunctions)[number];

/** A shared answer of the screening section; null when nobody has answered. */
export type ScopeAnswer =
  { readonly state: 'value'; readonly value: unknown } | { readonly state: 'unknown' } | null;

export type ScopeAnswers = Readonly<Record<string, ScopeAnswer | undefined>>;

export type ScopeOutcome = 'in_scope' | 'out_of_scope' | 'needs_info';

export interface ScopeTest {
  readonly outcome: ScopeOutcome;
  /** Predicates that do not hold, in the order of the guide. */
  readonly failed: readonly ScopePredicate[];
  /** Predicates that the answers do not settle: missing, unknown, partial or not applicable. */
  readonly unknown: readonly ScopePredicate[];
  /**
   * Functions to evaluate, as answered. A device may combine functions; those outside the guide's
   * list are left aside, so only medical functions appear here.
   */
  readonly functions: readonly MedicalFunction[];
}

type Verdict = boolean | 'unknown';

const valueOf = (answers: ScopeAnswers, key: string): unknown => {
  const answer = answers[key];
  return answer?.state === 'value' ? answer.value : undefined;
};

/** Partial and not applicable settle nothing: only a plain yes or no does (foundations 12). */
const yesNo =
  (key: string, holdsOn: 'yes' | 'no') =>
  (answers: ScopeAnswers): Verdict => {
    const value = valueOf(answers, key);
    return value === 'yes' || value === 'no' ? value === holdsOn : 'unknown';
  };

const functionsKey = 'S00.scope.functions';

const functionsIn = (answers: ScopeAnswers): readonly MedicalFunction[] => {
  const value = valueOf(answers, functionsKey);
  return Array.isArray(value) ? medicalFunctions.filter((name) => value.includes(name)) : [];
};

/** False only when "none" stands alone; an empty answer says nothing. */
const hasMedicalFunction = (answers: ScopeAnswers): Verdict => {
  if (functionsIn(answers).length > 0) return true;
  const value = valueOf(answers, functionsKey);
  return Array.isArray(value) && value.length === 1 && value[0] === 'none' ? false : 'unknown';
};

/** What each predicate reads, and how. */
export const scopeQuestions = {
  E1: { key: 'S00.scope.medical-device', verdict: yesNo('S00.scope.medical-device', 'yes') },
  E2: { key: 'S00.scope.ce-marking', verdict: yesNo('S00.scope.ce-marking', 'yes') },
  E3: { key: 'S00.scope.professional-user', verdict: yesNo('S00.scope.professional-user', 'yes') },
  E4: { key: 'S00.scope.medical-act', verdict: yesNo('S00.scope.medical-act', 'yes') },
  E5: { key: functionsKey, verdict: hasMedicalFunction },
  E6: { key: 'S00.scope.prescribing', verdict: yesNo('S00.scope.prescribing', 'no') },
  E7: { key: 'S00.scope.telemonitoring', verdict: yesNo('S00.scope.telemonitoring', 'no') },
  E8: { key: 'S00.scope.national-route', verdict: yesNo('S00.scope.national-route', 'no') },
} as const satisfies Record<
  ScopePredicate,
  { key: string; verdict: (answers: ScopeAnswers) => Verdict }
>;

/**
 * Whether a device falls under the guide, from the answers of the screening section alone.
 * One predicate that fails decides: no missing answer could bring the device back into scope.
 * Source: domain guide §2; foundations 12.
 */
export function testScope(answers: ScopeAnswers): ScopeTest {
  const verdicts = scopePredicates.map((id) => ({ id, is: scopeQuestions[id].verdict(answers) }));
  const failed = verdicts.filter(({ is }) => is === false).map(({ id }) => id);
  const unknown = verdicts.filter(({ is }) => is === 'unknown').map(({ id }) => id);
  const outcome =
    failed.length > 0 ? 'out_of_scope' : unknown.length > 0 ? 'needs_info' : 'in_scope';
  return { outcome, failed, unknown, functions: functionsIn(answers) };
}

/**
 * How screening ended. `voluntary` is a local evaluation outside the guide: it goes on, with its
 * reason printed and without any reference to HAS as a label.
 */
export type ScopeSettlement =
  | { readonly kind: 'in_scope'; readonly hasLabel: true }
  | {
      readonly kind: 'voluntary';
      readonly hasLabel: false;
      readonly reason: string;
      readonly failed: readonly ScopePredicate[];
      readonly unknown: readonly ScopePredicate[];
    };

/** Settles a passed test. Refused while a predicate fails or is open. */
export function settleScope(test: ScopeTest): ScopeSettlement | Refusal {
  return test.outcome === 'in_scope'
    ? { kind: 'in_scope', hasLabel: true }
    : refuse('scope_not_settled', {
        failed: test.failed.join(' '),
        unknown: test.unknown.join(' '),
      });
}

/**
 * Goes on in spite of a test that failed or cannot be settled, as a local voluntary evaluation.
 * Refused without a reason, and for a device that is in scope anyway. Source: domain guide §2.
 */
export function overrideScope(test: ScopeTest, reason: string): ScopeSettlement | Refusal {
  if (test.outcome === 'in_scope') return refuse('scope_already_in');
  if (reason.trim() === '') return refuse('reason_required');
  return {
    kind: 'voluntary',
    hasLabel: false,
    reason: reason.trim(),
    failed: test.failed,
    unknown: test.unknown,
  };
}

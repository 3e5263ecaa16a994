import {
  validateOpinion,
  type BlockerEffect,
  type OpinionProblem,
  type OpinionProblemCode,
  type OutcomeKey,
} from '@consilium/domain/decisions';
import type { FieldError } from '@consilium/ui';
import { conditionKey, opinionToCheck, type OpinionFields } from './opinion-fields';
import type { DecisionPage } from './use-decision-page';

/** What the proposal as typed still lacks, by the rules that the server asks. */
export function problemsIn(
  fields: OpinionFields & { readonly outcome: OutcomeKey },
  page: Pick<DecisionPage, 'blockers' | 'today'>,
): OpinionProblem[] {
  const weighing = page.blockers.filter(({ effect }) => effect !== null);
  return validateOpinion(opinionToCheck(fields), {
    today: page.today,
    blockers: weighing.map(({ question, effect }) => ({
      id: question,
      question,
      effect: effect as BlockerEffect,
    })),
    overrides: weighing.flatMap(({ question, override }) =>
      override ? [{ blocker: question, reason: override.reason }] : [],
    ),
  });
}

export const addForId = (question: string): string => `add-for-${question}`;

const fieldOf: Readonly<Partial<Record<OpinionProblemCode, string>>> = {
  reasons_missing: 'reasons',
  reevaluation_missing: 'reevaluateOn',
  reevaluation_in_the_past: 'reevaluateOn',
  outcome_barred: 'outcome',
  condition_missing: 'conditions',
  pilot_missing: 'durationMonths',
  pilot_duration_missing: 'durationMonths',
  pilot_population_missing: 'population',
  pilot_indicators_missing: 'indicators',
  pilot_stop_rules_missing: 'stopRules',
  pilot_end_missing: 'endsOn',
  pilot_end_in_the_past: 'endsOn',
  missing_elements_missing: 'missingElements',
  question_reasons_missing: 'reasonsByQuestion',
  failed_predicate_missing: 'failedPredicates',
};

const inCondition: Readonly<Partial<Record<OpinionProblemCode, string>>> = {
  condition_text_missing: 'text',
  condition_owner_missing: 'owner',
  condition_date_missing: 'dueOn',
  condition_date_in_the_past: 'dueOn',
  condition_proof_absent: 'proof',
  condition_gate_missing: 'gate',
  condition_months_wrong: 'months',
  condition_blocker_unknown: 'blockers',
  condition_not_plain_favourable: 'blockers',
};

/** The field in which a problem is mended. */
function fieldIdOf({ code, about }: OpinionProblem, fields: OpinionFields): string {
  const within = inCondition[code];
  if (about !== null && within) return `${about}-${within}`;
  if (about !== null && code === 'blocker_without_condition') return addForId(about);
  if (about !== null && code === 'dpo_condition_gate') {
    const index = fields.conditions.findIndex(({ blockers }) => blockers.includes(about));
    return `${conditionKey(index)}-gate`;
  }
  return fieldOf[code] ?? 'outcome';
}

/** Problems as errors of fields: one line a field, whatever there is to say about it. */
export function errorsOf(
  problems: readonly OpinionProblem[],
  fields: OpinionFields,
  text: (problem: OpinionProblem) => string,
): FieldError[] {
  const byField = new Map<string, string[]>();
  for (const problem of problems) {
    const id = fieldIdOf(problem, fields);
    byField.set(id, [...(byField.get(id) ?? []), text(problem)]);
  }
  return [...byField].map(([fieldId, messages]) => ({ fieldId, message: messages.join(' ') }));
}

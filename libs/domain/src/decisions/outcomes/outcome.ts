import type { CalendarDate } from '../../evaluations';
import type { Blocker, BlockerEffect } from '../blockers';
import type { Opinion } from '../opinion';

/** Everything that can be missing from an opinion. */
export const opinionProblemCodes = [
  'reasons_missing',
  'reevaluation_missing',
  'reevaluation_in_the_past',
  'outcome_barred',
  'blocker_without_condition',
  'dpo_condition_gate',
  'condition_missing',
  'condition_not_plain_favourable',
  'condition_text_missing',
  'condition_owner_missing',
  'condition_date_missing',
  'condition_date_in_the_past',
  'condition_proof_absent',
  'condition_gate_missing',
  'condition_months_wrong',
  'condition_blocker_unknown',
  'pilot_missing',
  'pilot_duration_missing',
  'pilot_population_missing',
  'pilot_indicators_missing',
  'pilot_stop_rules_missing',
  'pilot_end_missing',
  'pilot_end_in_the_past',
  'missing_elements_missing',
  'question_reasons_missing',
  'failed_predicate_missing',
] as const;
export type OpinionProblemCode = (typeof opinionProblemCodes)[number];

/** One thing to mend before the opinion can be adopted; `about` names the condition or blocker. */
export interface OpinionProblem {
  readonly code: OpinionProblemCode;
  readonly about: string | null;
}

export const problem = (code: OpinionProblemCode, about: string | null = null): OpinionProblem => ({
  code,
  about,
});

/** Codes of the tests that fail. */
export const failing = (
  tests: Partial<Record<OpinionProblemCode, boolean>>,
  about: string | null = null,
): OpinionProblem[] =>
  opinionProblemCodes.filter((code) => tests[code] === true).map((code) => problem(code, about));

export interface OpinionContext {
  /** Blockers that stand, without those set aside. */
  readonly blockers: readonly Blocker[];
  /** The date in the organisation's zone. */
  readonly today: CalendarDate;
}

/** What an opinion with this outcome must carry, in words the form shows. */
export const requirements = [
  'no_open_blocker',
  'condition',
  'pilot_protocol',
  'pilot_end',
  'missing_elements',
  'question_reasons',
  'failed_predicate',
] as const;
export type Requirement = (typeof requirements)[number];

/** One outcome of an opinion. Source: domain guide §8; product design §2, Blockers. */
export interface OutcomeDefinition {
  /** The device may come into the hospital. */
  readonly admits: boolean;
  /** Effects of standing blockers that forbid this outcome. */
  readonly barredBy: readonly BlockerEffect[];
  /** Effects that it allows only with a linked condition each. */
  readonly conditionFor: readonly BlockerEffect[];
  readonly requires: readonly Requirement[];
  /** What this outcome, beyond what all need, still lacks. */
  problems(opinion: Opinion, context: OpinionContext): OpinionProblem[];
}

export const isBlank = (text: string): boolean => text.trim() === '';

/** A list without any text in it. */
export const isEmptyList = (texts: readonly string[]): boolean => texts.every(isBlank);

import type { CalendarDate, ScopePredicate } from '../evaluations';
import type { Id } from '../kernel';
import type { Condition } from './conditions';

/** Outcomes of an opinion. Source: domain guide §8. */
export const outcomeKeys = [
  'favourable',
  'favourable_with_conditions',
  'pilot',
  'deferred',
  'unfavourable',
  'out_of_scope',
] as const;
export type OutcomeKey = (typeof outcomeKeys)[number];

/** How a pilot is run. Source: domain guide §5. */
export interface PilotProtocol {
  readonly durationMonths: number;
  readonly population: string;
  readonly indicators: readonly string[];
  readonly stopRules: readonly string[];
  readonly endsOn: CalendarDate | null;
}

/** A reason given on one question or statement. */
export interface QuestionReason {
  readonly question: string;
  readonly text: string;
}

/** What the committee proposes to adopt. */
export interface Opinion {
  readonly outcome: OutcomeKey;
  readonly reasons: string;
  readonly reasonsByQuestion: readonly QuestionReason[];
  readonly conditions: readonly Condition[];
  readonly pilot: PilotProtocol | null;
  readonly missingElements: readonly string[];
  readonly failedPredicates: readonly ScopePredicate[];
  readonly reevaluateOn: CalendarDate | null;
}

/** A member's written dissent; it stays in the report whatever the outcome. */
export interface MinorityOpinion {
  readonly seat: Id;
  readonly text: string;
}

import { addMonths, type CalendarDate, type ScopePredicate } from '../evaluations';
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

/**
 * The date proposed for the next evaluation: twelve months on, six for a device with machine
 * learning or a pilot. Source: domain guide §8.
 */
export const defaultReevaluation = (
  adoptedOn: CalendarDate,
  device: { readonly ai: boolean },
  outcome: OutcomeKey,
): CalendarDate => addMonths(adoptedOn, device.ai || outcome === 'pilot' ? 6 : 12);

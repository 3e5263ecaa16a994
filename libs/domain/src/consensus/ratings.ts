import type { Id } from '../kernel';

/** Agreement with one statement: 1 total disagreement, 9 total agreement. Source: domain guide §6. */
export type Rating = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export const isRating = (value: unknown): value is Rating =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 9;

/** Longest comment beside a rating, in UTF-16 units. */
export const maxRatingComment = 2_000;

/** Why a member does not rate. Abstaining is an answer; it is not the same as being absent. */
export const abstentionReasons = ['outside_competence', 'not_enough_information'] as const;
export type AbstentionReason = (typeof abstentionReasons)[number];

export type Vote =
  | { readonly kind: 'rating'; readonly value: Rating }
  | { readonly kind: 'abstention'; readonly reason: AbstentionReason };

/** One member's word on one statement. */
export interface CastVote {
  readonly seat: Id;
  readonly profession: string;
  readonly statement: string;
  readonly vote: Vote;
}

/** A rating without its author, as results need it. */
export interface GroupedRating {
  readonly profession: string;
  readonly value: Rating;
}

export interface GroupedAbstention {
  readonly profession: string;
  readonly reason: AbstentionReason;
}

/** How often each value 1 to 9 was given; index 0 counts the ones. */
export type Distribution = readonly number[];

/** Counts ratings by value; the raw material of every published result. */
export function distributionOf(values: readonly Rating[]): number[] {
  const counts = Array<number>(9).fill(0);
  for (const value of values) counts[value - 1]! += 1;
  return counts;
}

/** Zones of the scale: 1–3, 4–6, 7–9. */
export type Zone = 'low' | 'middle' | 'high';

export const zoneOf = (value: Rating): Zone =>
  value <= 3 ? 'low' : value <= 6 ? 'middle' : 'high';

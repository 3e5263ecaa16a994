import type { HasDegree, HasParameters } from './methods/has-degree';
import type { IprasParameters } from './methods/ipras';
import type { AgreementClass } from './methods/method';
import type { RandClassic } from './methods/rand-classic';
import type { AbstentionReason, Distribution, Rating } from './ratings';

/** Methods that can give a statement its class. */
export const classifyingMethods = ['ipras', 'rand_classic', 'has_degree'] as const;
export type ClassifyingMethod = (typeof classifyingMethods)[number];

/** Everything that can change a result, stored with it. */
export interface ResultParameters {
  readonly ipras: IprasParameters;
  readonly has_degree: HasParameters;
}

/** How ratings are attributed after closing; told before rating. Source: foundations 22. */
export const attributions = ['profession', 'anonymous'] as const;
export type Attribution = (typeof attributions)[number];

/**
 * How far the number of raters carries. `full` from 8; `indicative` from 5: computed, folded under
 * "method" and marked; `raw` below 5: ratings and median only. Source: product design §2.
 */
export type Reach = 'full' | 'indicative' | 'raw';

/** The result of one group of raters on one statement. Null where it is not computed or withheld. */
export interface GroupResult {
  readonly n: number;
  readonly abstained: Readonly<Record<AbstentionReason, number>>;
  readonly distribution: Distribution;
  /** Every rating in ascending order. */
  readonly ratings: readonly Rating[];
  readonly median: number | null;
  readonly p30: number | null;
  readonly p70: number | null;
  readonly ipr: number | null;
  readonly ipras: number | null;
  readonly di: number | null;
  /** Disagreement by the method of the round. */
  readonly disagreement: boolean | null;
  /** Class by the method of the round. */
  readonly class: AgreementClass | null;
  readonly hasDegree: HasDegree | null;
  /** Ratings set aside for the HAS degree, at most `maxTrim`. */
  readonly setAside: readonly Rating[];
  readonly randClassic: RandClassic | null;
  readonly reach: Reach;
  /** Indices are shown folded and marked as indicative. */
  readonly indicative: boolean;
  /** What the size of the group keeps from being computed. */
  readonly suppressed: readonly ('indices' | 'class')[];
}

/** Members in zone 1–3, kept visible even where the group agrees. Source: domain guide §6. */
export interface LowRatings {
  readonly profession: string;
  readonly ratings: readonly Rating[];
}

/** The result of one statement in one closed round, with all that is needed to compute it again. */
export interface StatementResult extends GroupResult {
  readonly method: ClassifyingMethod;
  readonly parameters: ResultParameters;
  readonly attribution: Attribution;
  /** By profession, in alphabetical order of its key. */
  readonly professions: readonly ({ readonly profession: string } & GroupResult)[];
  /** Professions withheld because their group is too small to stay anonymous. */
  readonly withheldProfessions: readonly string[];
  readonly low: readonly LowRatings[];
}

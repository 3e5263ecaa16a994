import { hasDegree, type HasDegree, type HasParameters } from './methods/has-degree';
import { ipras, type IprasParameters } from './methods/ipras';
import { median } from './methods/median';
import type { AgreementClass } from './methods/method';
import { randClassic, type RandClassic } from './methods/rand-classic';
import {
  abstentionReasons,
  distributionOf,
  type AbstentionReason,
  type Distribution,
  type GroupedAbstention,
  type GroupedRating,
  type Rating,
  type Vote,
} from './ratings';

/** Methods that can give a statement its class. */
export const classifyingMethods = ['ipras', 'rand_classic', 'has_degree'] as const;
export type ClassifyingMethod = (typeof classifyingMethods)[number];

/** Everything that can change a result, stored with it. */
export interface ResultParameters {
  readonly ipras: IprasParameters;
  readonly has_degree: HasParameters;
}

export const defaultParameters: ResultParameters = {
  ipras: ipras.defaults,
  has_degree: hasDegree.defaults,
};

export const acceptsParameters = (parameters: ResultParameters): boolean =>
  ipras.accepts(parameters.ipras) && hasDegree.accepts(parameters.has_degree);

/** How ratings are attributed after closing; told before rating. Source: foundations 22. */
export const attributions = ['profession', 'anonymous'] as const;
export type Attribution = (typeof attributions)[number];

/** Raters from which indices stand, and from which they are computed at all. Product design §2. */
export const fullPanel = 8;
export const smallestPanel = 5;

/**
 * How far the number of raters carries. `full` from 8; `indicative` from 5: computed, folded under
 * "method" and marked; `raw` below 5: ratings and median only.
 */
export type Reach = 'full' | 'indicative' | 'raw';

export const reachOf = (n: number): Reach =>
  n >= fullPanel ? 'full' : n >= smallestPanel ? 'indicative' : 'raw';

/** The result of one group of raters on one statement. Null where it is not computed. */
export interface GroupResult {
  readonly n: number;
  readonly abstained: Readonly<Record<AbstentionReason, number>>;
  readonly distribution: Distribution;
  readonly median: number | null;
  /** Lower percentile: the 30th, unless the parameters say otherwise. */
  readonly p30: number | null;
  /** Upper percentile: the 70th, unless the parameters say otherwise. */
  readonly p70: number | null;
  readonly ipr: number | null;
  readonly ipras: number | null;
  readonly di: number | null;
  /** Disagreement by the method of the round. */
  readonly disagreement: boolean | null;
  /** Class by the method of the round. */
  readonly class: AgreementClass | null;
  readonly hasDegree: HasDegree | null;
  /** Which way the HAS table reads the panel, whatever the method of the round. */
  readonly hasClass: AgreementClass | null;
  /** Ratings set aside for the HAS degree, at most `maxTrim`. */
  readonly setAside: readonly number[];
  readonly randClassic: RandClassic | null;
  readonly reach: Reach;
  /** Indices are shown folded and marked as indicative. */
  readonly indicative: boolean;
  /** What the size of the group keeps from being said. */
  readonly suppressed: readonly ('indices' | 'class')[];
}

/** Ratings in zone 1–3, kept visible even where the group agrees. Source: domain guide §6. */
export interface LowRatings {
  /** Null where attribution is anonymous and the profession is withheld. */
  readonly profession: string | null;
  readonly ratings: readonly Rating[];
}

/** The result of one statement in one closed round, with all that is needed to compute it again. */
export interface StatementResult extends GroupResult {
  readonly method: ClassifyingMethod;
  readonly parameters: ResultParameters;
  readonly attribution: Attribution;
  /** By profession, in order of its key; a withheld profession has no line. */
  readonly professions: readonly ({ readonly profession: string } & GroupResult)[];
  /** Professions without a line, since their group is too small to stay anonymous. */
  readonly withheld: readonly string[];
  readonly low: readonly LowRatings[];
}

export interface ResultOptions {
  readonly abstentions?: readonly GroupedAbstention[];
  readonly method?: ClassifyingMethod;
  readonly parameters?: ResultParameters;
  readonly attribution?: Attribution;
}

const headlines: Readonly<
  Record<
    ClassifyingMethod,
    (
      values: readonly number[],
      parameters: ResultParameters,
    ) => { disagreement: boolean; class: AgreementClass } | null
  >
> = {
  ipras: (values, parameters) => ipras.compute(values, parameters.ipras),
  rand_classic: (values) => {
    const counts = randClassic.compute(values, {});
    return counts && { disagreement: counts.agreement === 'disagreement', class: counts.class };
  },
  has_degree: (values, parameters) => {
    const has = hasDegree.compute(values, parameters.has_degree);
    return has && { disagreement: has.degree === 'no_consensus', class: has.class };
  },
};

const groupResult = (
  values: readonly Rating[],
  reasons: readonly AbstentionReason[],
  method: ClassifyingMethod,
  parameters: ResultParameters,
): GroupResult => {
  const n = values.length;
  const reach = reachOf(n);
  const stands = reach !== 'raw';
  const spread = stands ? ipras.compute(values, parameters.ipras) : null;
  const has = stands ? hasDegree.compute(values, parameters.has_degree) : null;
  const headline = stands ? headlines[method](values, parameters) : null;
  const count = (reason: AbstentionReason) => reasons.filter((one) => one === reason).length;
  const [outside, missing] = abstentionReasons;
  return {
    n,
    abstained: { [outside]: count(outside), [missing]: count(missing) },
    distribution: distributionOf(values),
    median: median.compute(values, {})?.median ?? null,
    p30: spread?.lower ?? null,
    p70: spread?.upper ?? null,
    ipr: spread?.ipr ?? null,
    ipras: spread?.ipras ?? null,
    di: spread?.di ?? null,
    disagreement: headline?.disagreement ?? null,
    class: headline?.class ?? null,
    hasDegree: has?.degree ?? null,
    hasClass: has?.class ?? null,
    setAside: has?.setAside ?? [],
    randClassic: stands ? randClassic.compute(values, {}) : null,
    reach,
    indicative: reach === 'indicative',
    suppressed: stands ? (headline ? [] : ['class']) : ['indices', 'class'],
  };
};

/**
 * Professions that must stay without a line for nobody to be told apart. Every group below the
 * smallest panel is withheld, and then the next smallest ones until those withheld cannot be read
 * off as "all minus the rest": at least two professions and a smallest panel together.
 */
const withheldProfessions = (sizes: ReadonlyMap<string, number>): string[] => {
  const ascending = [...sizes].toSorted(([a, m], [b, n]) => m - n || (a < b ? -1 : a > b ? 1 : 0));
  const small = ascending.filter(([, size]) => size < smallestPanel).length;
  if (small === 0) return [];
  let count = small;
  const heldBack = () => ascending.slice(0, count).reduce((sum, [, size]) => sum + size, 0);
  while (count < ascending.length && (count < 2 || heldBack() < smallestPanel)) count += 1;
  return ascending.slice(0, count).map(([profession]) => profession);
};

/**
 * The result of one statement from its ratings and abstentions, for all and by profession. Never
 * call it on an open round. Nothing is added up over statements: a device has no score.
 * Throws on a rating outside 1–9. Source: domain guide §6; product design §2, Small panels.
 */
export function resultOf(
  ratings: readonly GroupedRating[],
  options: ResultOptions = {},
): StatementResult {
  const {
    abstentions = [],
    method = 'ipras',
    parameters = defaultParameters,
    attribution = 'profession',
  } = options;
  const names = [
    ...new Set([...ratings, ...abstentions].map(({ profession }) => profession)),
  ].sort();
  const valuesOf = (profession: string) =>
    ratings.filter((one) => one.profession === profession).map(({ value }) => value);
  const reasonsOf = (profession: string) =>
    abstentions.filter((one) => one.profession === profession).map(({ reason }) => reason);

  const withheld =
    attribution === 'anonymous'
      ? withheldProfessions(
          new Map(
            names.map((name) => [name, valuesOf(name).length + reasonsOf(name).length] as const),
          ),
        )
      : [];
  const shown = names.filter((name) => !withheld.includes(name));
  const lowOf = (profession: string | null, values: readonly Rating[]): LowRatings => ({
    profession,
    ratings: values.filter((value) => value <= 3).toSorted((a, b) => a - b),
  });
  return {
    ...groupResult(
      ratings.map(({ value }) => value),
      abstentions.map(({ reason }) => reason),
      method,
      parameters,
    ),
    method,
    parameters,
    attribution,
    professions: shown.map((profession) => ({
      profession,
      ...groupResult(valuesOf(profession), reasonsOf(profession), method, parameters),
    })),
    withheld: withheld.toSorted(),
    low: [
      ...shown.map((profession) => lowOf(profession, valuesOf(profession))),
      lowOf(null, withheld.flatMap(valuesOf)),
    ].filter((one) => one.ratings.length > 0),
  };
}

/** Splits cast votes on one statement into what `resultOf` takes; authors stay behind. */
export function resultOfVotes(
  votes: readonly { readonly profession: string; readonly vote: Vote }[],
  options: Omit<ResultOptions, 'abstentions'> = {},
): StatementResult {
  const ratings: GroupedRating[] = [];
  const abstentions: GroupedAbstention[] = [];
  for (const { profession, vote } of votes) {
    if (vote.kind === 'rating') ratings.push({ profession, value: vote.value });
    else abstentions.push({ profession, reason: vote.reason });
  }
  return resultOf(ratings, { ...options, abstentions });
}

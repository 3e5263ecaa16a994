import { anySize, ratingScale, sorted, type MethodDefinition } from './method';

/**
 * How a percentile between two values is read.
 * `linear`: position (n−1)p, straight line between neighbours (the default, as spreadsheets do).
 * `weibull`: position (n+1)p, straight line, ends held (as some statistics packages do).
 * `nearest_rank`: the value of rank ⌈np⌉, never between two values.
 * Published implementations differ, so the choice is stored with each result. Source: guide §6.2.
 */
export const interpolations = ['linear', 'weibull', 'nearest_rank'] as const;
export type Interpolation = (typeof interpolations)[number];

export interface PercentileParameters {
  /** Whole percents, 1 to 49. */
  readonly lower: number;
  /** Whole percents, 51 to 99. */
  readonly upper: number;
  readonly interpolation: Interpolation;
}

export const defaultPercentiles: PercentileParameters = {
  lower: 30,
  upper: 70,
  interpolation: 'linear',
};

export const acceptsPercentiles = ({
  lower,
  upper,
  interpolation,
}: PercentileParameters): boolean =>
  Number.isInteger(lower) &&
  Number.isInteger(upper) &&
  lower >= 1 &&
  lower < 50 &&
  upper > 50 &&
  upper <= 99 &&
  interpolations.includes(interpolation);

/** The value at `hundredths` of a rank counted from 0, in hundredths, held at both ends. */
const at = (ascending: readonly number[], hundredths: number): number => {
  const held = Math.min(Math.max(hundredths, 0), (ascending.length - 1) * 100);
  const rank = Math.floor(held / 100);
  const low = ascending[rank]!;
  const high = ascending[rank + 1] ?? low;
  return low * 100 + (held % 100) * (high - low);
};

const positions: Readonly<Record<Interpolation, (n: number, percent: number) => number>> = {
  linear: (n, percent) => (n - 1) * percent,
  weibull: (n, percent) => (n + 1) * percent - 100,
  nearest_rank: (n, percent) => (Math.ceil((n * percent) / 100) - 1) * 100,
};

/**
 * A percentile of whole values in ascending order, in hundredths: an exact whole number, so that
 * the comparison which decides disagreement cannot be tipped by binary fractions.
 */
export const percentileInHundredths = (
  ascending: readonly number[],
  percent: number,
  interpolation: Interpolation,
): number => at(ascending, positions[interpolation](ascending.length, percent));

export interface Percentiles {
  readonly lower: number;
  readonly upper: number;
}

/** Lower and upper percentile of the ratings. */
export const percentiles: MethodDefinition<PercentileParameters, Percentiles> = {
  scale: ratingScale,
  defaults: defaultPercentiles,
  size: anySize,
  accepts: acceptsPercentiles,
  compute(values, { lower, upper, interpolation }) {
    if (values.length === 0) return null;
    const ascending = sorted(values, ratingScale);
    return {
      lower: percentileInHundredths(ascending, lower, interpolation) / 100,
      upper: percentileInHundredths(ascending, upper, interpolation) / 100,
    };
  },
  sample: { values: [7, 7, 7, 8, 8, 8, 9, 9, 9], result: { lower: 7.4, upper: 8.6 } },
};

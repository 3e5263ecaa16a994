import { anySize, ratingScale, sorted, type MethodDefinition, type NoParameters } from './method';

/** Middle of values in ascending order; for an even number the mean of the two central ones. */
export const medianOf = (ascending: readonly number[]): number => {
  const middle = ascending.length >> 1;
  const upper = ascending[middle]!;
  return ascending.length % 2 === 1 ? upper : (ascending[middle - 1]! + upper) / 2;
};

/** Median of the ratings, exact to a half. Source: domain guide §6.1. */
export const median: MethodDefinition<NoParameters, { readonly median: number }> = {
  scale: ratingScale,
  defaults: {},
  size: anySize,
  accepts: () => true,
  compute: (values) =>
    values.length === 0 ? null : { median: medianOf(sorted(values, ratingScale)) },
  sample: { values: [2, 5, 8, 9], result: { median: 6.5 } },
};

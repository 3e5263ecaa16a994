/** Where a panel stands on a statement. Source: domain guide §6.2. */
export type AgreementClass = 'appropriate' | 'inappropriate' | 'uncertain';

/** Identity of a method in stored results; never reused for another computation. */
export const methodKeys = [
  'median',
  'percentiles',
  'ipras',
  'rand_classic',
  'has_degree',
  'mean_agreement',
] as const;
export type MethodKey = (typeof methodKeys)[number];

/** Of a method that leaves nothing to choose. */
export type NoParameters = Readonly<Record<string, never>>;

/**
 * One way to sum up the values a panel gave. Pure and exact: comparisons that decide a class are
 * made on integers, never on binary fractions.
 */
export interface MethodDefinition<Parameters, Result> {
  /** Lowest and highest value that may be given, both whole. */
  readonly scale: { readonly min: number; readonly max: number };
  readonly defaults: Parameters;
  /** Fewest and most values for which the method is defined. */
  readonly size: { readonly min: number; readonly max: number };
  /** Whether these parameters are within what the method knows. */
  accepts(parameters: Parameters): boolean;
  /** The result, or null for a number of values outside `size`. Order does not matter. */
  compute(values: readonly number[], parameters: Parameters): Result | null;
  /** Values and the result they must give, used by tests and by the method's own page. */
  readonly sample: { readonly values: readonly number[]; readonly result: Result };
}

/** Ascending copy of whole values within a scale. Throws on anything else: that is a bug upstream. */
export function sorted(values: readonly number[], scale: { min: number; max: number }): number[] {
  for (const value of values) {
    if (!Number.isInteger(value) || value < scale.min || value > scale.max) {
      throw new RangeError(`value ${value} outside ${scale.min}–${scale.max}`);
    }
  }
  return values.toSorted((a, b) => a - b);
}

/** The scale of consensus statements. */
export const ratingScale = { min: 1, max: 9 } as const;

export const anySize = { min: 1, max: Number.POSITIVE_INFINITY } as const;

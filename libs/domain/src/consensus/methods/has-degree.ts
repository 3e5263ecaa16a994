import { medianOf } from './median';
import { anySize, ratingScale, sorted, type AgreementClass, type MethodDefinition } from './method';

/** Degrees of agreement of the HAS formal consensus method. */
export const hasDegrees = [
  'strong_agreement',
  'relative_agreement',
  'indecision',
  'no_consensus',
] as const;
export type HasDegree = (typeof hasDegrees)[number];

export interface HasParameters {
  /**
   * How many ratings may lie outside the range a degree asks for. 0 by default; at most 1 with
   * fewer than 15 raters and 2 from 15. Always displayed with the result.
   */
  readonly maxTrim: number;
}

export interface HasResult {
  readonly median: number;
  readonly degree: HasDegree;
  /** Which way the panel leans; the degree says how firmly. */
  readonly class: AgreementClass;
  /** Ratings set aside to reach the degree, ascending. */
  readonly setAside: readonly number[];
  /** What `maxTrim` came to for this number of raters. */
  readonly maxTrim: number;
}

interface Rule {
  readonly degree: HasDegree;
  readonly class: AgreementClass;
  median(value: number): boolean;
  readonly from: number;
  readonly to: number;
}

/** Tested in this order; what none of them takes is the absence of consensus. Source: guide §6.4. */
const rules: readonly Rule[] = [
  { degree: 'strong_agreement', class: 'appropriate', median: (m) => m >= 7, from: 7, to: 9 },
  { degree: 'relative_agreement', class: 'appropriate', median: (m) => m >= 7, from: 5, to: 9 },
  { degree: 'strong_agreement', class: 'inappropriate', median: (m) => m <= 3, from: 1, to: 3 },
  {
    degree: 'relative_agreement',
    class: 'inappropriate',
    median: (m) => m <= 3.5,
    from: 1,
    to: 5,
  },
  { degree: 'indecision', class: 'uncertain', median: (m) => m >= 4 && m <= 6.5, from: 1, to: 9 },
];

/**
 * Degree of agreement by the HAS table. The median is that of all ratings; up to `maxTrim` of them
 * may lie outside the range of a degree and are named in `setAside`.
 */
export const hasDegree: MethodDefinition<HasParameters, HasResult> = {
  scale: ratingScale,
  defaults: { maxTrim: 0 },
  size: anySize,
  accepts: ({ maxTrim }) => Number.isInteger(maxTrim) && maxTrim >= 0 && maxTrim <= 2,
  compute(values, parameters) {
    if (values.length === 0) return null;
    const ascending = sorted(values, ratingScale);
    const median = medianOf(ascending);
    const maxTrim = Math.min(parameters.maxTrim, ascending.length < 15 ? 1 : 2);
    for (const rule of rules) {
      if (!rule.median(median)) continue;
      const setAside = ascending.filter((value) => value < rule.from || value > rule.to);
      if (setAside.length <= maxTrim) {
        return { median, degree: rule.degree, class: rule.class, setAside, maxTrim };
      }
    }
    return { median, degree: 'no_consensus', class: 'uncertain', setAside: [], maxTrim };
  },
  sample: {
    values: [5, 6, 7, 7, 8, 8, 8, 9, 9],
    result: {
      median: 8,
      degree: 'relative_agreement',
      class: 'appropriate',
      setAside: [],
      maxTrim: 0,
    },
  },
};

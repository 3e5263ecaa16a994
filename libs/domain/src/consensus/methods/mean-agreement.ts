import { anySize, sorted, type MethodDefinition, type NoParameters } from './method';

export interface MeanAgreement {
  /** Mean out of 10, rounded half up to one decimal. */
  readonly mean: number;
  readonly n: number;
  /** How often each value 0 to 10 was given. */
  readonly distribution: readonly number[];
}

/** The scale of consultations. Ratings 1–9 are never converted to it. */
export const agreementScale = { min: 0, max: 10 } as const;

/**
 * Mean agreement in a consultation. Answers without opinion are left out before calling.
 * Rounding is done on whole numbers, tenths = ⌊(20 Σ + n) / 2n⌋, so that 8.35 gives 8.4 although
 * its binary form lies below it. Source: domain guide §6.5.
 */
export const meanAgreement: MethodDefinition<NoParameters, MeanAgreement> = {
  scale: agreementScale,
  defaults: {},
  size: anySize,
  accepts: () => true,
  compute(values) {
    const n = values.length;
    if (n === 0) return null;
    const distribution = Array<number>(11).fill(0);
    let sum = 0;
    for (const value of sorted(values, agreementScale)) {
      distribution[value]! += 1;
      sum += value;
    }
    return { mean: Math.floor((20 * sum + n) / (2 * n)) / 10, n, distribution };
  },
  sample: {
    values: [7, 7, 7, 8],
    result: { mean: 7.3, n: 4, distribution: [0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0] },
  },
};

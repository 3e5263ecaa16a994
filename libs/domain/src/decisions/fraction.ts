import type { VotingRules } from './votes';

/**
 * A committee's share as a fraction, so that two thirds of six are four and not five: a stored
 * decimal is read as the nearest fraction with a denominator up to twenty. 0 to 1.
 */
export function fractionOf(share: number): VotingRules['quorum'] {
  for (let denominator = 1; denominator <= 20; denominator += 1) {
    const numerator = Math.round(share * denominator);
    if (Math.abs(numerator / denominator - share) < 1e-3) return { numerator, denominator };
  }
  return { numerator: Math.round(share * 1_000), denominator: 1_000 };
}

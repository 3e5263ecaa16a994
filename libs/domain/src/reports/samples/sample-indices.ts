import type { SnapshotDistribution, SnapshotIndices } from '../snapshot';

/** Percentile by linear interpolation, k = (n − 1) p. Source: domain guide §6.2. */
function percentile(sorted: readonly number[], p: number): number {
  const k = (sorted.length - 1) * p;
  const low = sorted[Math.floor(k)] ?? 0;
  const high = sorted[Math.ceil(k)] ?? low;
  return Math.round((low + (high - low) * (k - Math.floor(k))) * 1000) / 1000;
}

/** Indices of a sample, so that its figures agree with one another. */
export function sampleIndices(ratings: readonly number[], all = true): SnapshotIndices {
  const sorted = [...ratings].sort((a, b) => a - b);
  const distribution = Array.from(
    { length: 9 },
    (_, index) => sorted.filter((rating) => rating === index + 1).length,
  ) as unknown as SnapshotDistribution;
  const empty = {
    p30: null,
    p70: null,
    ipr: null,
    ipras: null,
    disagreementIndex: null,
    disagreement: null,
    agreementClass: null,
    hasDegree: null,
  };
  if (sorted.length === 0) return { n: 0, distribution, median: null, ...empty };
  const median = percentile(sorted, 0.5);
  if (!all) return { n: sorted.length, distribution, median, ...empty };
  const p30 = percentile(sorted, 0.3);
  const p70 = percentile(sorted, 0.7);
  const ipr = Math.round((p70 - p30) * 1000) / 1000;
  const ipras = Math.round((2.35 + 1.5 * Math.abs(5 - (p30 + p70) / 2)) * 1000) / 1000;
  const disagreement = ipr > ipras;
  const [lowest = 1] = sorted;
  return {
    n: sorted.length,
    distribution,
    median,
    p30,
    p70,
    ipr,
    ipras,
    disagreementIndex: Math.round((ipr / ipras) * 10_000) / 10_000,
    disagreement,
    agreementClass: disagreement
      ? 'uncertain'
      : median >= 7
        ? 'appropriate'
        : median <= 3
          ? 'inappropriate'
          : 'uncertain',
    hasDegree:
      median >= 7 && lowest >= 7
        ? 'strong_agreement'
        : median >= 7 && lowest >= 5
          ? 'relative_agreement'
          : median >= 4 && median <= 6.5
            ? 'indecision'
            : 'no_consensus',
  };
}

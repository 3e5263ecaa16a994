import { medianOf } from './median';
import { anySize, ratingScale, sorted, type AgreementClass, type MethodDefinition } from './method';
import {
  acceptsPercentiles,
  defaultPercentiles,
  percentileInHundredths,
  type PercentileParameters,
} from './percentiles';

export type IprasParameters = PercentileParameters;

export interface Ipras {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** Interpercentile range. */
  readonly ipr: number;
  /** The range beyond which there is disagreement, adjusted for symmetry. */
  readonly ipras: number;
  /** Disagreement index, ipr / ipras. Never negative; above 1 there is disagreement. */
  readonly di: number;
  readonly disagreement: boolean;
  readonly class: AgreementClass;
}

/** Zone of the median once disagreement is known. Source: domain guide §6.2. */
export const classOf = (median: number, disagreement: boolean): AgreementClass => {
  if (disagreement) return 'uncertain';
  return median >= 7 ? 'appropriate' : median <= 3 ? 'inappropriate' : 'uncertain';
};

/**
 * RAND/UCLA interpercentile range adjusted for symmetry.
 *
 *     IPRAS = 2.35 + 1.5 × |5 − (lower + upper) / 2|,   disagreement ⇔ IPR > IPRAS
 *
 * With percentiles in hundredths, 4 × IPRAS = 940 + 3 × |1000 − (lower + upper)| is a whole number,
 * so the comparison is exact. Source of the constants: domain guide §6.2.
 */
export const ipras: MethodDefinition<IprasParameters, Ipras> = {
  scale: ratingScale,
  defaults: defaultPercentiles,
  size: anySize,
  accepts: acceptsPercentiles,
  compute(values, parameters) {
    if (values.length === 0) return null;
    const ascending = sorted(values, ratingScale);
    const lower = percentileInHundredths(ascending, parameters.lower, parameters.interpolation);
    const upper = percentileInHundredths(ascending, parameters.upper, parameters.interpolation);
    const fourIpr = 4 * (upper - lower);
    const fourIpras = 940 + 3 * Math.abs(1000 - (lower + upper));
    const median = medianOf(ascending);
    const disagreement = fourIpr > fourIpras;
    return {
      median,
      lower: lower / 100,
      upper: upper / 100,
      ipr: (upper - lower) / 100,
      ipras: fourIpras / 400,
      di: fourIpr / fourIpras,
      disagreement,
      class: classOf(median, disagreement),
    };
  },
  sample: {
    values: [4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9],
    result: {
      median: 7,
      lower: 7,
      upper: 8,
      ipr: 1,
      ipras: 6.1,
      di: 400 / 2440,
      disagreement: false,
      class: 'appropriate',
    },
  },
};

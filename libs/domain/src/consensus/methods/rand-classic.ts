import { classOf } from './ipras';
import { medianOf } from './median';
import {
  ratingScale,
  sorted,
  type AgreementClass,
  type MethodDefinition,
  type NoParameters,
} from './method';

/** The classic reading by counts; `neither` is a panel that neither agrees nor disagrees. */
export type RandAgreement = 'agreement' | 'disagreement' | 'neither';

export interface RandClassic {
  readonly median: number;
  /** Ratings outside the three-point zone that holds the median. */
  readonly outside: number;
  readonly inLowZone: number;
  readonly inHighZone: number;
  readonly agreement: RandAgreement;
  readonly class: AgreementClass;
}

/** Most ratings outside the zone for agreement; one more in each extreme zone is disagreement. */
const allowedOutside = (n: number): number => (n <= 10 ? 2 : n <= 13 ? 3 : 4);

/**
 * First value of the three-point zone holding the median. A median between two zones (3.5, 6.5)
 * is read with the higher one.
 */
const zoneStart = (median: number): number => (median < 3.5 ? 1 : median < 6.5 ? 4 : 7);

/**
 * RAND/UCLA classic definitions, only for panels of 8 to 16. Source: domain guide §6.3.
 */
export const randClassic: MethodDefinition<NoParameters, RandClassic> = {
  scale: ratingScale,
  defaults: {},
  size: { min: 8, max: 16 },
  accepts: () => true,
  compute(values) {
    const n = values.length;
    if (n < 8 || n > 16) return null;
    const ascending = sorted(values, ratingScale);
    const median = medianOf(ascending);
    const start = zoneStart(median);
    const outside = ascending.filter((value) => value < start || value > start + 2).length;
    const inLowZone = ascending.filter((value) => value <= 3).length;
    const inHighZone = ascending.filter((value) => value >= 7).length;
    const most = allowedOutside(n);
    const agreement =
      inLowZone > most && inHighZone > most
        ? 'disagreement'
        : outside <= most
          ? 'agreement'
          : 'neither';
    return {
      median,
      outside,
      inLowZone,
      inHighZone,
      agreement,
      class: classOf(median, agreement === 'disagreement'),
    };
  },
  sample: {
    values: [4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9],
    result: {
      median: 7,
      outside: 3,
      inLowZone: 0,
      inHighZone: 12,
      agreement: 'agreement',
      class: 'appropriate',
    },
  },
};

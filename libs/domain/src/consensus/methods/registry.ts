import { hasDegree, type HasParameters, type HasResult } from './has-degree';
import { ipras, type Ipras, type IprasParameters } from './ipras';
import { meanAgreement, type MeanAgreement } from './mean-agreement';
import { median } from './median';
import type { MethodDefinition, MethodKey, NoParameters } from './method';
import { percentiles, type PercentileParameters, type Percentiles } from './percentiles';
import { randClassic, type RandClassic } from './rand-classic';

/** What each method takes and gives. */
export interface MethodShapes extends Record<MethodKey, { parameters: object; result: object }> {
  median: { parameters: NoParameters; result: { readonly median: number } };
  percentiles: { parameters: PercentileParameters; result: Percentiles };
  ipras: { parameters: IprasParameters; result: Ipras };
  rand_classic: { parameters: NoParameters; result: RandClassic };
  has_degree: { parameters: HasParameters; result: HasResult };
  mean_agreement: { parameters: NoParameters; result: MeanAgreement };
}

/** Every method the product knows; adding one is a file, a shape and a line here. */
export const methods = {
  median,
  percentiles,
  ipras,
  rand_classic: randClassic,
  has_degree: hasDegree,
  mean_agreement: meanAgreement,
} as const satisfies {
  [Key in MethodKey]: MethodDefinition<
    MethodShapes[Key]['parameters'],
    MethodShapes[Key]['result']
  >;
};

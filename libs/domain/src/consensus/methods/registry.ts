import { hasDegree } from './has-degree';
import { ipras } from './ipras';
import { meanAgreement } from './mean-agreement';
import { median } from './median';
import type { MethodDefinition, MethodKey } from './method';
import { percentiles } from './percentiles';
import { randClassic } from './rand-classic';

/** Every method the product knows; adding one is a file and a line here. */
export const methods = {
  median,
  percentiles,
  ipras,
  rand_classic: randClassic,
  has_degree: hasDegree,
  mean_agreement: meanAgreement,
  // `never` parameters: each definition keeps its own, the registry only lists them.
} as const satisfies Record<MethodKey, MethodDefinition<never, unknown>>;

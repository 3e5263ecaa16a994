import type { OutcomeKey } from '../opinion';
import { deferred } from './deferred';
import { favourable } from './favourable';
import { favourableWithConditions } from './favourable-with-conditions';
import { outOfScope } from './out-of-scope';
import type { OutcomeDefinition } from './outcome';
import { pilot } from './pilot';
import { unfavourable } from './unfavourable';

/** Every outcome the product knows; adding one is a file and a line here. */
export const outcomes = {
  favourable,
  favourable_with_conditions: favourableWithConditions,
  pilot,
  deferred,
  unfavourable,
  out_of_scope: outOfScope,
} as const satisfies Record<OutcomeKey, OutcomeDefinition>;

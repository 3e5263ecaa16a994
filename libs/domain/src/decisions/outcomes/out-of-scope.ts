import { failing, type OutcomeDefinition } from './outcome';

/** Outside the guide; the predicate that fails is named. */
export const outOfScope: OutcomeDefinition = {
  admits: false,
  barredBy: [],
  conditionFor: [],
  requires: ['failed_predicate'],
  problems: ({ failedPredicates }) =>
    failing({ failed_predicate_missing: failedPredicates.length === 0 }),
};

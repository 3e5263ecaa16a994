import { failing, isEmptyList, type OutcomeDefinition } from './outcome';

/** The file goes back to collecting until the named elements are there. */
export const deferred: OutcomeDefinition = {
  admits: false,
  barredBy: [],
  conditionFor: [],
  requires: ['missing_elements'],
  problems: ({ missingElements }) =>
    failing({ missing_elements_missing: isEmptyList(missingElements) }),
};

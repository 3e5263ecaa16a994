import { failing, type OutcomeDefinition } from './outcome';

/** Favourable once each condition is met by its gate. */
export const favourableWithConditions: OutcomeDefinition = {
  admits: true,
  barredBy: ['hard'],
  conditionFor: ['unknown', 'soft', 'dpo_pending'],
  requires: ['condition'],
  problems: ({ conditions }) => failing({ condition_missing: conditions.length === 0 }),
};

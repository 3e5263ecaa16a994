import { problem, type OutcomeDefinition } from './outcome';

/**
 * Without reservation. The only condition it may carry answers a pending DPO opinion; any other
 * makes it favourable with conditions.
 */
export const favourable: OutcomeDefinition = {
  admits: true,
  barredBy: ['hard', 'unknown', 'soft'],
  conditionFor: ['dpo_pending'],
  requires: ['no_open_blocker'],
  problems: ({ conditions }, { blockers }) => {
    const pending = blockers.filter(({ effect }) => effect === 'dpo_pending').map(({ id }) => id);
    return conditions
      .filter(({ blockers: linked }) => !linked.some((id) => pending.includes(id)))
      .map(({ id }) => problem('condition_not_plain_favourable', id));
  },
};

import { failing, isBlank, isEmptyList, problem, type OutcomeDefinition } from './outcome';

/** A limited trial with a protocol and an end, after which the committee gives a second opinion. */
export const pilot: OutcomeDefinition = {
  admits: true,
  barredBy: ['hard'],
  conditionFor: ['unknown', 'soft', 'dpo_pending'],
  requires: ['pilot_protocol', 'pilot_end'],
  problems: ({ pilot: protocol }, { today }) =>
    protocol === null
      ? [problem('pilot_missing')]
      : failing({
          pilot_duration_missing:
            !Number.isInteger(protocol.durationMonths) || protocol.durationMonths < 1,
          pilot_population_missing: isBlank(protocol.population),
          pilot_indicators_missing: isEmptyList(protocol.indicators),
          pilot_stop_rules_missing: isEmptyList(protocol.stopRules),
          pilot_end_missing: protocol.endsOn === null,
          pilot_end_in_the_past: protocol.endsOn !== null && protocol.endsOn <= today,
        }),
};

import { openBlockers, type Blocker, type Override } from './blockers';
import { outcomeKeys, type OutcomeKey } from './opinion';
import type { OutcomeDefinition, Requirement } from './outcomes/outcome';
import { outcomes } from './outcomes/registry';

export interface OutcomeAllowance {
  readonly allowed: boolean;
  /** Blockers that forbid it; the chair may set them aside with a reason. */
  readonly barredBy: readonly Blocker[];
  /** Blockers that each need a linked condition. */
  readonly needsConditionFor: readonly Blocker[];
  readonly requires: readonly Requirement[];
}

/**
 * Which outcomes the blockers leave open. A hard blocker forbids every outcome that lets the device
 * in; a blocking item unknown or unanswered, and a soft blocker, forbid the plain favourable one and
 * force a linked condition on the others; a pending DPO opinion forbids nothing and forces a
 * condition before go-live. Source: product design §2, Blockers.
 */
export function allowedOutcomes(
  blockers: readonly Blocker[],
  overrides: readonly Override[] = [],
): Record<OutcomeKey, OutcomeAllowance> {
  const open = openBlockers(blockers, overrides);
  const allowance = (definition: OutcomeDefinition): OutcomeAllowance => {
    const barredBy = open.filter(({ effect }) => definition.barredBy.includes(effect));
    return {
      allowed: barredBy.length === 0,
      barredBy,
      needsConditionFor: open.filter(({ effect }) => definition.conditionFor.includes(effect)),
      requires: definition.requires,
    };
  };
  return Object.fromEntries(outcomeKeys.map((key) => [key, allowance(outcomes[key])])) as Record<
    OutcomeKey,
    OutcomeAllowance
  >;
}

import type { RefusalCode, RefusalDetails } from '../kernel';
import type { GuardFacts } from './phases';

export interface Guard {
  readonly code: RefusalCode;
  holds(facts: GuardFacts): boolean;
  details?(facts: GuardFacts): RefusalDetails;
}

const guard = (code: Guard['code'], holds: Guard['holds'], details?: Guard['details']): Guard => ({
  code,
  holds,
  details,
});

/** The named conditions of the transition table. Each is one question over the facts. */
export const guards = {
  requestComplete: guard('request_incomplete', (facts) => facts.requestComplete),
  panelSeated: guard('panel_not_seated', (facts) => facts.panelSeated),
  scopeSettled: guard(
    'scope_not_settled',
    (facts) => facts.scope === 'in_scope' || facts.scope === 'voluntary',
  ),
  scopeFailed: guard('scope_not_failed', (facts) => facts.scope === 'out_of_scope'),
  allPartsInOrGapsAccepted: guard(
    'parts_missing',
    (facts) => facts.openParts === 0,
    (facts) => ({ count: facts.openParts }),
  ),
  someoneMayRate: guard('nobody_may_rate', (facts) => facts.raters > 0),
  roundsOn: guard('rounds_switched_off', (facts) => facts.rounds),
  roundsOff: guard('rounds_switched_on', (facts) => !facts.rounds),
  roundClosed: guard('no_closed_round', (facts) => facts.round === 'closed'),
  noRoundOpen: guard('round_still_open', (facts) => facts.round !== 'open'),
  statementsToRateAgain: guard('nothing_to_rate_again', (facts) => facts.statementsToRateAgain > 0),
  opinionProposed: guard('opinion_not_proposed', (facts) => facts.opinion !== 'none'),
  opinionNotAdopted: guard('opinion_already_adopted', (facts) => facts.opinion !== 'adopted'),
  opinionAdopted: guard('opinion_not_adopted', (facts) => facts.opinion === 'adopted'),
  opinionDeferred: guard('opinion_not_deferred', (facts) => facts.opinionDeferred),
  opinionNotDeferred: guard('opinion_deferred', (facts) => !facts.opinionDeferred),
  opinionComplete: guard(
    'opinion_incomplete',
    (facts) => facts.opinionProblems === 0,
    (facts) => ({ count: facts.opinionProblems }),
  ),
  noHardBlockerForOutcome: guard(
    'hard_blocker_open',
    (facts) => facts.barringBlockers === 0,
    (facts) => ({ count: facts.barringBlockers }),
  ),
  noLateRecusal: guard(
    'recusal_found_late',
    (facts) => facts.lateRecusals === 0,
    (facts) => ({ count: facts.lateRecusals }),
  ),
  noVotesIn: guard(
    'ballot_has_votes',
    (facts) => facts.votesIn === 0,
    (facts) => ({ count: facts.votesIn }),
  ),
  quorumMet: guard('quorum_not_met', (facts) => facts.quorumMet),
  voteCarried: guard('vote_not_carried', (facts) => facts.voteCarried),
  minutesValidated: guard('minutes_not_validated', (facts) => facts.minutesValidated),
  decisionForUse: guard('decision_not_for_use', (facts) => facts.decision === 'purchase'),
  decisionForPilot: guard('decision_not_for_pilot', (facts) => facts.decision === 'pilot'),
  pilotsOn: guard('pilots_switched_off', (facts) => facts.pilots),
  pilotProtocolReady: guard('pilot_protocol_missing', (facts) => facts.pilotProtocolReady),
  pilotEnded: guard('pilot_not_ended', (facts) => facts.pilotEnded),
  gatesPassed: guard(
    'gates_open',
    (facts) => facts.openGates === 0,
    (facts) => ({ count: facts.openGates }),
  ),
} as const satisfies Record<string, Guard>;

export type GuardKey = keyof typeof guards;

/**
 * Things worth saying before a move that do not bar it. That everyone has declared is only ever a
 * warning: an undeclared member is out of the round and never blocks it.
 */
export const warnings = ['allActiveDeclared', 'noRatingToConfirm', 'noObjectionOpen'] as const;
export type WarningKey = (typeof warnings)[number];

/**
 * How many things each warning is about, as far as its reader could count them herself: a number is
 * told to nobody who may not see what it counts.
 */
export type WarningCounts = Readonly<Record<WarningKey, number>>;

/** While no room has said otherwise. */
export const nothingToWarnOf: WarningCounts = {
  allActiveDeclared: 0,
  noRatingToConfirm: 0,
  noObjectionOpen: 0,
};

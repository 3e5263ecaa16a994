import type { Action, Phase, SeatFunction } from '../access';
import type { GuardKey, WarningKey } from './guards';
import { phasesBeforeDecision, type PhaseMark } from './phases';

interface Move {
  readonly from: readonly Phase[];
  /** Where it leads; `same` stays in the phase and changes the file in it. */
  readonly to: Phase | 'same';
  /** Functions whose holders may make it. */
  readonly by: readonly SeatFunction[];
  /** The row of the policy table under which it is made. */
  readonly action: Action;
  readonly guards: readonly GuardKey[];
  readonly warnings: readonly WarningKey[];
  /** A reason must be given; it is shown to the panel and printed in the report. */
  readonly reason: boolean;
  readonly marks: readonly PhaseMark[];
  /** Allowed while the file is paused. */
  readonly whilePaused: boolean;
}

const move = (
  from: readonly Phase[],
  to: Move['to'],
  by: readonly SeatFunction[],
  action: Action,
  rest: Partial<Omit<Move, 'from' | 'to' | 'by' | 'action'>> = {},
): Move => ({
  guards: [],
  warnings: [],
  reason: false,
  marks: [],
  whilePaused: false,
  ...rest,
  from,
  to,
  by,
  action,
});

const runs = ['coordinator', 'chair'] as const;

/**
 * Every way from one phase to another. One line is one sentence: from where, to where, who, under
 * which conditions. Source: product design §2, "The life of an evaluation".
 */
// prettier-ignore
export const moves = {
  // forwards
  submit_request: move(['draft'], 'screening', runs, 'phase.advance', { guards: ['requestComplete'] }),
  start_collecting: move(['screening'], 'collecting', runs, 'phase.advance', { guards: ['scopeSettled', 'panelSeated'] }),
  close_out_of_scope: move(['screening'], 'closed', runs, 'phase.advance', { guards: ['scopeFailed'] }),
  open_rating: move(['collecting'], 'rating', runs, 'phase.advance', { guards: ['roundsOn', 'allPartsInOrGapsAccepted', 'someoneMayRate'], warnings: ['allActiveDeclared', 'noRatingToConfirm', 'noObjectionOpen'] }),
  deliberate_without_rating: move(['collecting'], 'deliberating', runs, 'phase.advance', { guards: ['roundsOff', 'allPartsInOrGapsAccepted'], warnings: ['allActiveDeclared', 'noObjectionOpen'] }),
  start_deliberating: move(['rating', 're_rating'], 'deliberating', runs, 'phase.advance', { guards: ['roundClosed'], warnings: ['noRatingToConfirm', 'noObjectionOpen'] }),
  open_second_rating: move(['deliberating'], 're_rating', runs, 'phase.advance', { guards: ['roundsOn', 'roundClosed', 'statementsToRateAgain', 'someoneMayRate'], warnings: ['allActiveDeclared'] }),
  open_opinion: move(['deliberating'], 'opinion', runs, 'phase.advance', { guards: ['noRoundOpen'], warnings: ['noObjectionOpen'] }),
  adopt_opinion: move(['opinion'], 'same', ['chair'], 'opinion.adopt', { guards: ['opinionProposed', 'opinionNotAdopted', 'noHardBlockerForOutcome', 'opinionComplete', 'noLateRecusal', 'quorumMet', 'voteCarried', 'minutesValidated'], warnings: ['noObjectionOpen'] }),
  decide: move(['opinion'], 'decided', ['decision_maker'], 'decision.record', { guards: ['opinionAdopted', 'opinionNotDeferred'], warnings: ['noObjectionOpen'] }),
  start_pilot: move(['decided'], 'pilot', ['decision_maker', 'coordinator'], 'phase.conclude', { guards: ['pilotsOn', 'decisionForPilot', 'pilotProtocolReady'] }),
  put_in_use: move(['decided'], 'in_use', ['decision_maker', 'coordinator'], 'phase.conclude', { guards: ['decisionForUse', 'gatesPassed'] }),
  close: move(['decided', 'in_use'], 'closed', ['decision_maker', 'coordinator'], 'phase.conclude', { reason: true }),

  // backwards
  reopen_collecting: move(['rating', 're_rating', 'deliberating'], 'collecting', ['chair'], 'phase.reopen', { reason: true, marks: ['ratings_to_confirm'] }),
  return_deferred: move(['opinion'], 'collecting', ['chair'], 'phase.reopen', { guards: ['opinionAdopted', 'opinionDeferred'], marks: ['ratings_to_confirm'] }),
  send_back: move(['opinion'], 'deliberating', ['decision_maker'], 'decision.record', { guards: ['opinionAdopted'], reason: true }),
  return_for_recusal: move(['opinion'], 'deliberating', ['chair', 'ethics_lead'], 'declaration.assess', { guards: ['opinionAdopted'] }),
  ask_second_opinion: move(['pilot'], 'opinion', runs, 'phase.advance', { guards: ['pilotEnded'] }),

  // the decision-maker alone
  refuse_purchase: move(['collecting', 'rating', 'deliberating', 're_rating', 'opinion'], 'closed', ['decision_maker'], 'decision.record', { guards: ['noRoundOpen', 'noVotesIn'], reason: true }),
  decide_without_opinion: move(['collecting', 'rating', 'deliberating', 're_rating', 'opinion'], 'decided', ['decision_maker'], 'decision.record', { guards: ['noRoundOpen', 'opinionNotAdopted', 'noVotesIn'], reason: true, marks: ['without_opinion'] }),

  // clocks
  pause: move(['screening', 'collecting', 'rating', 'deliberating', 're_rating', 'opinion', 'pilot'], 'same', runs, 'phase.pause', { reason: true, marks: ['clocks_stopped'] }),
  resume: move(['screening', 'collecting', 'rating', 'deliberating', 're_rating', 'opinion', 'pilot'], 'same', runs, 'phase.pause', { marks: ['clocks_started'], whilePaused: true }),

  // exits
  cancel: move(phasesBeforeDecision, 'cancelled', ['coordinator', 'chair', 'decision_maker'], 'phase.cancel', { guards: ['noVotesIn'], reason: true, whilePaused: true }),
  withdraw: move(['decided', 'pilot', 'in_use'], 'withdrawn', ['decision_maker'], 'phase.conclude', { reason: true, whilePaused: true }),
} as const satisfies Record<string, Move>;

export type MoveKey = keyof typeof moves;

export const moveKeys = Object.keys(moves) as MoveKey[];

/** One line of the table, read by its name. */
export const moveOf = (key: MoveKey): Move => moves[key];

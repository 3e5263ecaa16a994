import type { Phase } from '../access';
import type { Instant } from './dates';
import type { MoveKey } from './moves';

/** Where a file stands. `paused` stops its clocks while the hospital waits for the supplier. */
export interface PhaseState {
  readonly phase: Phase;
  readonly paused: boolean;
}

/** The ordinary way through, for a stepper. `cancelled` and `withdrawn` are exits from it. */
export const phaseTrack = [
  'draft',
  'screening',
  'collecting',
  'rating',
  'deliberating',
  're_rating',
  'opinion',
  'decided',
  'pilot',
  'in_use',
  'closed',
] as const satisfies readonly Phase[];

export const endedPhases = ['closed', 'cancelled', 'withdrawn'] as const satisfies readonly Phase[];

/** Phases before the decision; a file in one of them can be cancelled. */
export const phasesBeforeDecision = [
  'draft',
  'screening',
  'collecting',
  'rating',
  'deliberating',
  're_rating',
  'opinion',
] as const satisfies readonly Phase[];

export const hasEnded = (phase: Phase): boolean =>
  (endedPhases as readonly Phase[]).includes(phase);

export const isBeforeDecision = (phase: Phase): boolean =>
  (phasesBeforeDecision as readonly Phase[]).includes(phase);

/** The steps of one file, without what its template or committee switched off. */
export const trackOf = (options: { readonly rounds: boolean; readonly pilots: boolean }): Phase[] =>
  phaseTrack.filter(
    (phase) =>
      (options.rounds || (phase !== 'rating' && phase !== 're_rating')) &&
      (options.pilots || phase !== 'pilot'),
  );

/**
 * Everything the guards of the transition table may ask, as plain values. Each room provides its
 * own share (foundations 5); nothing here is computed from unrevealed ratings.
 */
export interface GuardFacts {
  /** Title, device and version are named. */
  readonly requestComplete: boolean;
  /** A chair and at least one voting member hold a seat. */
  readonly panelSeated: boolean;
  /** The scope test as it stands; `voluntary` is an override with its reason. */
  readonly scope: 'unsettled' | 'in_scope' | 'voluntary' | 'out_of_scope';
  /** Parts neither submitted nor closed with accepted gaps. */
  readonly openParts: number;
  /** Members who may rate now. */
  readonly raters: number;
  /** The template has statements, and rounds are not switched off. */
  readonly rounds: boolean;
  readonly pilots: boolean;
  /** The latest round. */
  readonly round: 'none' | 'open' | 'closed';
  /** Statements in disagreement or uncertain in the latest closed round. */
  readonly statementsToRateAgain: number;
  /** The opinion of the present cycle: deferral, sending back and a pilot each begin a new one. */
  readonly opinion: 'none' | 'proposed' | 'adopted';
  /** The opinion, proposed or adopted, is `deferred`. */
  readonly opinionDeferred: boolean;
  /** Problems that the opinion's own check still finds. */
  readonly opinionProblems: number;
  /** Blockers, not overridden, that bar the outcome proposed. */
  readonly barringBlockers: number;
  /**
   * Recusals found, since the ballot was opened, after the member had spoken, rated or voted, and not
   * answered by chair and a second member.
   */
  readonly lateRecusals: number;
  /** Votes that are in while the ballot is open. */
  readonly votesIn: number;
  readonly quorumMet: boolean;
  readonly voteCarried: boolean;
  readonly minutesValidated: boolean;
  /** What the final decision of the present cycle allows. */
  readonly decision: 'none' | 'purchase' | 'pilot';
  readonly pilotProtocolReady: boolean;
  readonly pilotEnded: boolean;
  /** Conditions before signature or before go-live that are neither met nor waived. */
  readonly openGates: number;
}

/** What a move leaves on the file besides its new phase. */
export const phaseMarks = [
  /** Ratings on statements touched since must be confirmed by their authors. */
  'ratings_to_confirm',
  /** The decision is labelled as taken without an opinion. */
  'without_opinion',
  /** The clocks stopped. */
  'clocks_stopped',
  /** The clocks run again; deadlines move by the length of the pause. */
  'clocks_started',
] as const;
export type PhaseMark = (typeof phaseMarks)[number];

/** The move as an event: one per move. */
export interface PhaseMoved {
  readonly type: 'evaluation.moved';
  readonly move: MoveKey;
  readonly from: Phase;
  readonly to: Phase;
  readonly reason: string | null;
  readonly marks: readonly PhaseMark[];
  readonly at: Instant;
}

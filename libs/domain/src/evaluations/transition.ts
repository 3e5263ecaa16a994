import type { Phase, SeatFunction } from '../access';
import { type Refusal, refuse } from '../kernel';
import { guards, nothingToWarnOf, type Guard, type WarningCounts, type WarningKey } from './guards';
import { moveKeys, moveOf, type MoveKey } from './moves';
import type { GuardFacts, PhaseMark, PhaseMoved, PhaseState } from './phases';

export interface MoveRequest {
  readonly move: MoveKey;
  /** Needed where the table asks for one; kept with the event otherwise. */
  readonly reason?: string;
}

/**
 * Everything that keeps a move from being made from here as the facts stand, apart from who asks and
 * with which reason; for a place that lists what is still to be done.
 */
export function everyBar(state: PhaseState, key: MoveKey, facts: GuardFacts): Refusal[] {
  const move = moveOf(key);
  if (!move.from.includes(state.phase)) {
    return [refuse('move_not_from_here', { move: key, phase: state.phase })];
  }
  if (key === 'resume' && !state.paused) return [refuse('not_paused')];
  if (state.paused && !move.whilePaused) return [refuse('paused')];
  return move.guards
    .map((name): Guard => guards[name])
    .filter((guard) => !guard.holds(facts))
    .map((guard) => refuse(guard.code, guard.details?.(facts)));
}

const bars = (state: PhaseState, key: MoveKey, facts: GuardFacts): Refusal | null =>
  everyBar(state, key, facts)[0] ?? null;

const leadsTo = (phase: Phase, key: MoveKey): Phase => {
  const { to } = moveOf(key);
  return to === 'same' ? phase : to;
};

/** Marks of the move; refusing the purchase before any opinion was adopted is labelled so too. */
const marksOf = (key: MoveKey, facts: GuardFacts): readonly PhaseMark[] =>
  key === 'refuse_purchase' && facts.opinion !== 'adopted'
    ? [...moveOf(key).marks, 'without_opinion']
    : moveOf(key).marks;

/**
 * Makes one move of the table. Who may make it is the policy table's question, asked before.
 * Refused outside the phases the table names, while paused, when a guard does not hold, and without
 * a reason where one is needed.
 */
export function transition(
  state: PhaseState,
  request: MoveRequest,
  facts: GuardFacts,
  now: Date,
): (PhaseState & { readonly events: readonly [PhaseMoved] }) | Refusal {
  const { move } = request;
  const refusal = bars(state, move, facts);
  if (refusal) return refusal;
  const reason = request.reason?.trim() || null;
  if (moveOf(move).reason && reason === null) return refuse('reason_required');
  const to = leadsTo(state.phase, move);
  return {
    phase: to,
    paused: move === 'pause',
    events: [
      {
        type: 'evaluation.moved',
        move,
        from: state.phase,
        to,
        reason,
        marks: marksOf(move, facts),
        at: now.toISOString(),
      },
    ],
  };
}

export interface PossibleMove {
  readonly move: MoveKey;
  readonly to: Phase;
  readonly by: readonly SeatFunction[];
  readonly needsReason: boolean;
  /** Null when it can be made now. */
  readonly refusal: Refusal | null;
  /** What to say beside a move that can be made. */
  readonly warnings: readonly { readonly key: WarningKey; readonly count: number }[];
}

/**
 * Every move that the table knows from here, with the reason for each that cannot be made: for
 * buttons and their explanations. `functions` are those the person holds in this file.
 * `resume` is listed only while paused, and `pause` only while not.
 */
export function possibleMoves(
  state: PhaseState,
  facts: GuardFacts,
  functions: readonly SeatFunction[],
  counts: WarningCounts = nothingToWarnOf,
): PossibleMove[] {
  return moveKeys
    .filter((key) => moveOf(key).from.includes(state.phase))
    .filter((key) => (key === 'pause' ? !state.paused : key !== 'resume' || state.paused))
    .map((key) => {
      const { by, reason } = moveOf(key);
      const refusal = by.some((name) => functions.includes(name))
        ? bars(state, key, facts)
        : refuse('not_your_move', { functions: by.join(' ') });
      const warnings = moveOf(key)
        .warnings.map((name) => ({ key: name, count: counts[name] }))
        .filter(({ count }) => count > 0);
      return {
        move: key,
        to: leadsTo(state.phase, key),
        by,
        needsReason: reason,
        refusal,
        warnings,
      };
    });
}

/** Whether a move would be refused as the facts stand. */
export const canMove = (state: PhaseState, move: MoveKey, facts: GuardFacts): boolean =>
  bars(state, move, facts) === null;

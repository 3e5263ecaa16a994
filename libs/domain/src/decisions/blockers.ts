import type { SeatFunction } from '../access';
import { type Id, type Refusal, refuse } from '../kernel';
import type { BlockerFinding } from '../templates';

/**
 * What an answer does to the opinion. `hard`: the blocking answer stands. `unknown`: a
 * blocking item is unknown or unanswered. `soft`: a soft item's blocking answer stands, or a
 * blocking item is answered in part. `dpo_pending`: the DPO has not given an opinion yet.
 * Source: product design §2, Blockers.
 */
export const blockerEffects = ['hard', 'unknown', 'soft', 'dpo_pending'] as const;
export type BlockerEffect = (typeof blockerEffects)[number];

export interface Blocker {
  readonly id: Id;
  /** Question the blocker stands on. */
  readonly question: string;
  readonly effect: BlockerEffect;
}

/**
 * What a finding of the template's blockers does to the opinion, or null for a point of vigilance.
 * A finding whose gate is fixed before go-live is the pending DPO opinion: it forces a condition
 * and bars nothing.
 */
export function effectOf(
  finding: Pick<BlockerFinding, 'level' | 'reason' | 'gate'>,
): BlockerEffect | null {
  if (finding.level === 'vigilance') return null;
  if (finding.level === 'hard') return 'hard';
  if (finding.reason === 'unknown' || finding.reason === 'unanswered') return 'unknown';
  return finding.gate === 'before_go_live' ? 'dpo_pending' : 'soft';
}

/** The chair sets a blocker aside; the reason is printed on the first page of the report. */
export interface Override {
  readonly blocker: Id;
  readonly reason: string;
}

/** Sets one blocker aside. Only the chair may, and never without a reason. */
export function overrideBlocker(
  blockers: readonly Blocker[],
  input: Override,
  functions: readonly SeatFunction[],
): Override | Refusal {
  if (!functions.includes('chair')) return refuse('not_permitted');
  if (!blockers.some(({ id }) => id === input.blocker)) return refuse('blocker_unknown');
  const reason = input.reason.trim();
  return reason === '' ? refuse('reason_required') : { blocker: input.blocker, reason };
}

/** Blockers that no override with a reason sets aside. */
export const openBlockers = (
  blockers: readonly Blocker[],
  overrides: readonly Override[],
): Blocker[] =>
  blockers.filter(
    ({ id }) => !overrides.some(({ blocker, reason }) => blocker === id && reason.trim() !== ''),
  );

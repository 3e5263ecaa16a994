import type { SeatFunction } from '../access';
import type { Id, Refusal } from '../kernel';
import { decline } from './refusals';

/**
 * What an answer does to the opinion. `hard`: the blocking answer stands. `unknown`: a hard item
 * is unknown or unanswered. `soft`: a soft item's blocking answer stands, or a hard item is
 * answered in part. `dpo_pending`: the DPO has not given an opinion yet.
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

/** How a blocking item is answered: its blocking answer, in part, not known, not at all, or freely. */
export type BlockingAnswer = 'stands' | 'partial' | 'unknown' | 'unanswered' | 'clear';

/** What an answer to a blocking item does, or null. Only hard items weigh what nobody knows. */
export function effectOf(level: 'hard' | 'soft', answer: BlockingAnswer): BlockerEffect | null {
  if (answer === 'stands') return level;
  if (level === 'soft' || answer === 'clear') return null;
  return answer === 'partial' ? 'soft' : 'unknown';
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
  if (!functions.includes('chair')) return decline('not_permitted');
  if (!blockers.some(({ id }) => id === input.blocker)) return decline('blocker_unknown');
  const reason = input.reason.trim();
  return reason === '' ? decline('reason_required') : { blocker: input.blocker, reason };
}

/** Blockers that no override with a reason sets aside. */
export const openBlockers = (
  blockers: readonly Blocker[],
  overrides: readonly Override[],
): Blocker[] =>
  blockers.filter(
    ({ id }) => !overrides.some(({ blocker, reason }) => blocker === id && reason.trim() !== ''),
  );

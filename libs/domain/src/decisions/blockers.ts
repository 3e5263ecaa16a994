import type { Id } from '../kernel';

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

/** The chair sets a blocker aside; the reason is printed on the first page of the report. */
export interface Override {
  readonly blocker: Id;
  readonly reason: string;
}

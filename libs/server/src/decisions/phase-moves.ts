import type { Phase } from '@consilium/domain/access';
import { transition, type MoveKey } from '@consilium/domain/evaluations';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import { loadGuardFacts, type GuardProvider } from '../evaluations';
import type { Outcome, WriteTransaction } from '../platform/database';

/**
 * Makes the move of the phase table that an opinion or a decision stands for, inside its transaction.
 * The evaluation is locked for update, and the policy has been asked.
 */
export interface PhaseMoves {
  make(
    tx: WriteTransaction,
    evaluationId: Id,
    request: { readonly move: MoveKey; readonly reason?: string },
  ): Promise<Outcome<unknown>>;
}

export const plainMoves = (guards: readonly GuardProvider[]): PhaseMoves => ({
  make: async (tx, evaluationId, request) => {
    const [row] = await tx.rows<{ phase: Phase; paused: boolean }>(
      'select phase, paused_at is not null as paused from evaluation where id = $1',
      [evaluationId],
    );
    if (!row) throw new Error(`no evaluation ${evaluationId}`);
    const facts = await loadGuardFacts(tx, evaluationId, guards);
    const moved = transition(row, request, facts, tx.now);
    if (isRefusal(moved)) return moved;
    await tx.rows(
      `update evaluation set phase = $2,
         phase_since = case when phase = $2 then phase_since else $3 end where id = $1`,
      [evaluationId, moved.phase, tx.now],
    );
    return moved.phase;
  },
});

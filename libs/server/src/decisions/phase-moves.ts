import type { MoveKey } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
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

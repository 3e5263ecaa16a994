import type { Phase } from '@consilium/domain/access';
import {
  transition,
  type GuardFacts,
  type MoveKey,
  type PhaseState,
} from '@consilium/domain/evaluations';
import { isRefusal, type Id, type Refusal } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/**
 * Makes the move of the phase table that an opinion or a decision stands for, inside its transaction.
 * The evaluation must be locked. What the guards ask is known to the caller.
 */
export async function makeMove(
  tx: WriteTransaction,
  evaluationId: Id,
  request: { readonly move: MoveKey; readonly reason?: string },
  facts: GuardFacts,
): Promise<PhaseState | Refusal> {
  const [row] = await tx.rows<{ phase: Phase; paused: boolean }>(
    'select phase, paused_at is not null as paused from evaluation where id = $1',
    [evaluationId],
  );
  if (!row) throw new Error(`no evaluation ${evaluationId}`);
  const moved = transition(row, request, facts, tx.now);
  if (isRefusal(moved)) return moved;
  if (moved.phase !== row.phase) {
    await tx.rows('update evaluation set phase = $2, phase_since = $3 where id = $1', [
      evaluationId,
      moved.phase,
      tx.now,
    ]);
    await tx.rows(
      `update evaluation_phase set left_at = $3 where evaluation_id = $1 and phase = $2`,
      [evaluationId, row.phase, tx.now],
    );
    await tx.rows(
      `insert into evaluation_phase as p (organisation_id, evaluation_id, phase, entered_at)
       values ($1, $2, $3, $4)
       on conflict (organisation_id, evaluation_id, phase) do update
         set entered_at = excluded.entered_at, left_at = null`,
      [tx.actor.organisationId, evaluationId, moved.phase, tx.now],
    );
    tx.signal({ topic: 'evaluation.moved' });
  }
  const [{ type, at: _at, ...data }] = moved.events;
  tx.record({ type, subject: { kind: 'evaluation', id: evaluationId }, data });
  return { phase: moved.phase, paused: moved.paused };
}

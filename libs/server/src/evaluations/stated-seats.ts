import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';
import { vouchedSeat } from './vouched';

/**
 * Records what seats carry from here on, one event a seat, so that an audit finds what was changed without
 * one. Whoever writes a seat calls it, whatever other event tells people of it.
 */
export async function stateSeats(
  tx: WriteTransaction,
  evaluationId: Id,
  seatIds: readonly Id[],
): Promise<void> {
  const stated = await tx.rows<{ id: Id; content: unknown }>(
    `select r.id, ${vouchedSeat.content('r')} as content from seat r where r.id = any($1::uuid[])`,
    [[...seatIds]],
  );
  for (const { id, content } of stated) {
    tx.record({ type: 'seat.stated', evaluationId, subject: { kind: 'seat', id }, content });
  }
}

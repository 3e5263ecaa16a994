import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/**
 * Open threads that waited for a seat which ended wait for nobody in particular: whoever runs the
 * discussion assigns them anew. They do not follow the seat, since who takes it over may read less.
 * A mandate that runs out and an account closed at once leave them where they are: decision 0025.
 */
export async function freeThreads(
  tx: WriteTransaction,
  evaluationId: Id,
  seatId: Id,
): Promise<void> {
  const freed = await tx.rows<{ id: Id; kind: string; anchor: string; section: string | null }>(
    `update thread set assigned_seat = null
      where evaluation_id = $1 and assigned_seat = $2 and state = 'open'
      returning id, anchor_kind as kind, anchor_id as anchor, section_key as section`,
    [evaluationId, seatId],
  );
  for (const { id, kind, anchor, section } of freed) {
    tx.record({
      type: 'thread.assigned',
      evaluationId,
      subject: { kind: 'thread', id },
      data: { anchorKind: kind, anchorId: anchor, sectionKey: section, assignedSeat: null },
    });
    tx.signal({ topic: 'thread.changed', evaluationId, id });
  }
}

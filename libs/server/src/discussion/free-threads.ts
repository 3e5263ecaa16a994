import type { Id } from '@consilium/domain/kernel';
import { recusedFromFile } from '../evaluations';
import { mandateRuns, type WriteTransaction } from '../platform/database';

/**
 * Open threads that waited for a seat which ended wait for nobody in particular: whoever runs the
 * discussion assigns them anew. They do not follow the seat, since who takes it over may read less.
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

/**
 * Does so for every seat of the organisation to which nobody answers any more, in whatever way it came to
 * that: an account closed, a mandate that ran out, a recusal. A suspended account may be confirmed
 * tomorrow, and keeps what waits for it.
 */
export async function freeThreadsOfGone(tx: WriteTransaction): Promise<void> {
  const gone = await tx.rows<{ evaluation: Id; seat: Id }>(
    `select distinct t.evaluation_id as evaluation, t.assigned_seat as seat from thread t
      join seat s on s.organisation_id = t.organisation_id and s.id = t.assigned_seat
      join member m on m.organisation_id = s.organisation_id and m.id = s.member_id
      join evaluation e on e.organisation_id = t.organisation_id and e.id = t.evaluation_id
      where t.organisation_id = $1 and t.state = 'open'
        and e.phase not in ('closed', 'cancelled', 'withdrawn')
        and (not ${mandateRuns('s')} or not m.active or ${recusedFromFile('s.member_id')})`,
    [tx.actor.organisationId],
  );
  for (const { evaluation, seat } of gone) await freeThreads(tx, evaluation, seat);
}

import type { Assignment, Recusal } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/**
 * Gives parts to seats: those named answer from now on, others no longer. Who is newly named is told,
 * by one event for each seat. Returns the seats that were given something.
 */
export async function assign(
  tx: WriteTransaction,
  assignments: readonly Assignment[],
): Promise<readonly Id[]> {
  if (assignments.length === 0) return [];
  const pairs = assignments.flatMap(({ part, seats }) =>
    seats.map((seat) => ({ part_id: part, seat_id: seat })),
  );
  const added = await tx.rows<{ part_id: Id; seat_id: Id }>(
    `with wanted as (
       select * from jsonb_to_recordset($2::jsonb) as w(part_id uuid, seat_id uuid)
     ), gone as (
       delete from part_assignee a where a.part_id = any($3::uuid[])
         and not exists (select 1 from wanted w where w.part_id = a.part_id and w.seat_id = a.seat_id)
     )
     insert into part_assignee (organisation_id, part_id, seat_id, assigned_at)
     select $1, w.part_id, w.seat_id, $4 from wanted w
     on conflict (organisation_id, part_id, seat_id) do nothing
     returning part_id, seat_id`,
    [tx.actor.organisationId, JSON.stringify(pairs), assignments.map(({ part }) => part), tx.now],
  );
  const bySeat = new Map<Id, Id[]>();
  for (const { part_id, seat_id } of added) {
    bySeat.set(seat_id, [...(bySeat.get(seat_id) ?? []), part_id]);
  }
  for (const [seatId, partIds] of bySeat) {
    tx.record({
      type: 'part.assigned',
      subject: { kind: 'seat', id: seatId },
      data: { partIds, seatIds: [seatId] },
    });
  }
  tx.signal({ topic: 'part.changed' });
  return [...bySeat.keys()];
}

/**
 * Takes a seat off the parts it has not handed in: all of them, or those of the sections named. Where it
 * held none nothing is said: that somebody was recused is no news of the parts.
 */
export async function freeOpenParts(
  tx: WriteTransaction,
  seatId: Id,
  sections: Recusal,
): Promise<void> {
  const freed = await tx.rows(
    `delete from part_assignee a using part p
      where a.seat_id = $1 and p.organisation_id = a.organisation_id and p.id = a.part_id
        and p.state <> 'submitted' and ($2::text[] is null or p.section_key = any($2))
      returning a.part_id`,
    [seatId, sections === 'all' ? null : sections],
  );
  if (freed.length > 0) tx.signal({ topic: 'part.changed' });
}

/**
 * Gives parts that one seat holds to another one, or to nobody; others of their teams keep them. Who
 * is newly named is told.
 */
export async function moveParts(
  tx: WriteTransaction,
  evaluationId: Id,
  partIds: readonly Id[],
  from: Id,
  to: Id | null,
): Promise<void> {
  await tx.rows('delete from part_assignee where seat_id = $1 and part_id = any($2::uuid[])', [
    from,
    partIds,
  ]);
  if (to === null) return;
  await tx.rows(
    `insert into part_assignee (organisation_id, part_id, seat_id, assigned_at)
     select $1, w.id, $3, $4 from unnest($2::uuid[]) as w(id) on conflict do nothing`,
    [tx.actor.organisationId, partIds, to, tx.now],
  );
  tx.record({
    type: 'part.assigned',
    evaluationId,
    subject: { kind: 'seat', id: to },
    data: { partIds, seatIds: [to] },
  });
}

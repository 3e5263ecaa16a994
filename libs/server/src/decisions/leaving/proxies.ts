import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../../platform/database';

/** SQL: no cast vote rests on the line `a` of the sheet of `m`. */
const withoutVote = `not exists (select 1 from opinion o
  join vote v on v.organisation_id = o.organisation_id and v.opinion_id = o.id
    and v.seat_id = a.seat_id
  where o.organisation_id = m.organisation_id and o.meeting_id = m.id)`;

/**
 * Ends proxies by or to the seat of who leaves, on sheets not validated yet: a proxy is its giver's, and
 * nobody else hands it on. One that a vote rests on stays, and counts. Without a line a seat is absent.
 * Both ends are told, so that a giver who stays names another hand.
 */
export async function voidProxies(
  tx: WriteTransaction,
  evaluationId: Id,
  seatId: Id,
): Promise<void> {
  const ended = await tx.rows<{ seat: Id; hand: Id | null }>(
    `with gone as (
       delete from meeting_attendance a using meeting m
        where m.organisation_id = a.organisation_id and m.id = a.meeting_id
          and m.evaluation_id = $1 and m.validated_at is null and a.attendance = 'represented'
          and $2 in (a.seat_id, a.represented_by) and ${withoutVote}
        returning a.meeting_id, a.seat_id, a.represented_by
     ), newer as (
       update meeting m set version = version + 1 where m.id in (select meeting_id from gone)
     ) select seat_id as seat, represented_by as hand from gone`,
    [evaluationId, seatId],
  );
  if (ended.length === 0) return;
  tx.record({
    type: 'proxy.voided',
    evaluationId,
    subject: { kind: 'evaluation', id: evaluationId },
    data: {
      because: 'left',
      seats: [...new Set(ended.flatMap(({ seat, hand }) => (hand ? [seat, hand] : [seat])))],
    },
  });
  tx.signal({ topic: 'decision.changed', evaluationId });
}

import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../../platform/database';

/**
 * Ends proxies by or to who leaves, on sheets not validated yet: a proxy is its giver's, and nobody else
 * hands it on. Without a line a seat is absent. Both ends are told, so that a giver who stays names another hand.
 * @param lines `<meeting> <seat represented>`, none of them with a vote in
 */
export async function voidProxies(
  tx: WriteTransaction,
  evaluationId: Id,
  lines: readonly string[],
): Promise<void> {
  const pairs = lines.map((line) => {
    const [meeting, seat] = line.split(' ');
    return { meeting, seat };
  });
  const ended = await tx.rows<{ seat: Id; hand: Id | null }>(
    `with gone as (
       delete from meeting_attendance a using jsonb_to_recordset($1::jsonb) as w(meeting uuid, seat uuid)
        where w.meeting = a.meeting_id and w.seat = a.seat_id
        returning a.meeting_id, a.seat_id, a.represented_by
     ), newer as (
       update meeting m set version = version + 1 where m.id in (select meeting_id from gone)
     ) select seat_id as seat, represented_by as hand from gone`,
    [JSON.stringify(pairs)],
  );
  tx.record({
    type: 'proxy.voided',
    evaluationId,
    subject: { kind: 'evaluation', id: evaluationId },
    data: {
      seats: [...new Set(ended.flatMap(({ seat, hand }) => (hand ? [seat, hand] : [seat])))],
    },
  });
  tx.signal({ topic: 'decision.changed', evaluationId });
}

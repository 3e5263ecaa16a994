import type { CancelReason } from '@consilium/domain/decisions';
import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

interface Cancelled {
  readonly id: Id;
  readonly seat_id: Id;
  readonly because: CancelReason;
}

/**
 * Cancels votes of an open ballot in the open: each is kept as it was cast with the reason, its voter
 * is told, and the report prints it. Nothing else takes a cast vote away.
 * @returns the seats whose votes were cancelled
 */
export async function cancelVotes(
  tx: WriteTransaction,
  opinionId: Id,
  wanted: readonly { readonly seatId: Id; readonly because: CancelReason }[],
): Promise<Id[]> {
  if (wanted.length === 0) return [];
  const cancelled = await tx.rows<Cancelled>(
    `with gone as (
       delete from vote v using jsonb_to_recordset($4::jsonb) as w(seat uuid, because text)
        where v.opinion_id = $2 and v.seat_id = w.seat returning v.*, w.because)
     insert into cancelled_vote (organisation_id, id, opinion_id, seat_id, choice, cast_by_seat,
       cast_at, cast_as, cast_roles, because, cancelled_at)
     select $1, g.id, g.opinion_id, g.seat_id, g.choice, g.cast_by_seat, g.cast_at, g.cast_as,
       g.cast_roles, g.because, $3
       from gone g
     returning id, seat_id, because`,
    [
      tx.actor.organisationId,
      opinionId,
      tx.now,
      JSON.stringify(wanted.map(({ seatId, because }) => ({ seat: seatId, because }))),
    ],
  );
  for (const because of new Set(cancelled.map((one) => one.because))) {
    tx.record({
      type: 'vote.cancelled',
      subject: { kind: 'opinion', id: opinionId },
      data: {
        because,
        seats: cancelled.filter((one) => one.because === because).map((one) => one.seat_id),
        voteIds: cancelled.filter((one) => one.because === because).map((one) => one.id),
      },
    });
  }
  tx.signal({ topic: 'decision.changed', id: opinionId });
  return cancelled.map(({ seat_id }) => seat_id);
}

/**
 * Takes whoever took part in a sitting by nothing but a vote in writing off its sheet, since that vote is
 * cancelled. On validated minutes she stays, as absent: a sheet that stands loses nobody.
 */
export async function takeOffSheet(
  tx: WriteTransaction,
  meetingId: Id | null,
  seats: readonly Id[],
): Promise<void> {
  const gone = await tx.rows<{ seat_id: Id }>(
    `delete from meeting_attendance where meeting_id = $1 and attendance = 'written'
       and note = '' and seat_id = any($2) returning seat_id`,
    [meetingId, seats],
  );
  if (gone.length === 0) return;
  await tx.rows(
    `insert into meeting_attendance (organisation_id, meeting_id, seat_id, attendance)
     select m.organisation_id, m.id, unnest($2::uuid[]), 'absent' from meeting m
      where m.id = $1 and m.validated_at is not null`,
    [meetingId, gone.map(({ seat_id }) => seat_id)],
  );
  await tx.rows('update meeting set version = version + 1 where id = $1', [meetingId]);
}

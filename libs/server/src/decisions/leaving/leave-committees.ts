import { holdingKey } from '@consilium/domain/decisions';
import type { Id } from '@consilium/domain/kernel';
import { today, type WriteTransaction } from '../../platform/database';
import type { HeldThing } from './holdings';
import type { Goes } from './who-takes-what';

/**
 * Gives seats of standing committees to whom was named, and ends the mandates of those that nobody
 * takes; what she would step into is nobody's.
 */
export async function leaveCommittees(
  tx: WriteTransaction,
  memberId: Id,
  holdings: readonly HeldThing[],
  goesTo: Goes,
): Promise<void> {
  for (const thing of holdings.filter(({ kind }) => kind === 'committee_seat')) {
    const to = goesTo.get(holdingKey(thing)) ?? null;
    const [seat] = await tx.rows<{ committee_id: Id }>(
      `update committee_seat set member_id = coalesce($2, member_id),
         profession = coalesce((select m.profession from member m where m.id = $2), profession),
         substitute_id = case when substitute_id = $2 then null else substitute_id end,
         mandate_to = case when $2::uuid is null then ${today} - 1 else mandate_to end
        where id = $1 returning committee_id`,
      [thing.ids[0], to],
    );
    if (!seat) throw new Error('a seat of a committee both exists and does not');
    tx.record({
      type: 'committee.seat_saved',
      subject: { kind: 'committee', id: seat.committee_id },
      data: {
        seatId: thing.ids[0],
        memberId: to,
        replaced: memberId,
        selfGranted: false,
      },
    });
  }
  await tx.rows('update committee_seat set substitute_id = null where substitute_id = $1', [
    memberId,
  ]);
}

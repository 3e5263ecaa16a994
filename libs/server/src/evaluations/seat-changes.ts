import { powerTakenOver, termTakenOver, type SeatBefore } from '@consilium/domain/access';
import type { PanelChangeKind } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import { memberIdOf, today, type WriteTransaction } from '../platform/database';
import { contentOf } from '../platform/events';
import { drawAgain } from './assessment-proposals';
import { freeOpenParts } from './assignments';
import type { SeatPower } from './panel.entities';
import { stateSeats } from './stated-seats';
import { vouchedChange } from './vouched';

/** A seat as it stands. */
export interface SeatRow extends SeatBefore {
  readonly id: Id;
  readonly memberId: Id;
  readonly substituteId: Id | null;
  /** How long the mandate was given for, if that day is to come; null where nobody said. */
  readonly remainsTo: string | null;
}

export const powerOf = ({ profession, answerRoles, functions, votes }: SeatPower): SeatPower => ({
  profession,
  answerRoles,
  functions,
  votes,
});

/** A change made in the open: written down, told to the panel, printed. */
export interface OpenChange {
  readonly kind: PanelChangeKind;
  readonly seatId: Id;
  readonly replacedSeatId?: Id | null;
  readonly before: SeatPower | null;
  readonly after: SeatPower;
  readonly reason: string;
}

/** Writes a change of the panel down, with who made it and why. */
export async function writeChange(
  tx: WriteTransaction,
  evaluationId: Id,
  change: OpenChange,
): Promise<void> {
  const id = tx.newId();
  await tx.rows(
    `insert into panel_change (organisation_id, id, evaluation_id, kind, seat_id, replaced_seat_id,
       before, after, reason, changed_by, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tx.actor.organisationId,
      id,
      evaluationId,
      change.kind,
      change.seatId,
      change.replacedSeatId ?? null,
      change.before && JSON.stringify(powerOf(change.before)),
      JSON.stringify(powerOf(change.after)),
      change.reason,
      memberIdOf(tx.actor),
      tx.now,
    ],
  );
  tx.record({
    type: 'panel.power_changed',
    evaluationId,
    subject: { kind: 'seat', id: change.seatId },
    data: { changeId: id, kind: change.kind, seatIds: [change.seatId] },
    content: await contentOf(tx, vouchedChange, id),
  });
  tx.signal({ topic: 'panel.changed', evaluationId, id: change.seatId });
  tx.signal({ topic: 'part.changed', evaluationId });
}

/** Puts a member on a seat with what it shall carry; the seat she has is changed. Gives its id. */
export async function writeSeat(
  tx: WriteTransaction,
  evaluationId: Id,
  memberId: Id,
  seat: SeatPower & {
    readonly seatedTo?: string | null;
    readonly substituteId?: Id | null;
    readonly selfGrantedReason?: string | null;
  },
): Promise<Id> {
  const [written] = await tx.rows<{ id: Id }>(
    `insert into seat as s (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
       functions, votes, seated_from, seated_to, substitute_id, self_granted_reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, ${today}, $9, $10, $11)
     on conflict (organisation_id, evaluation_id, member_id) do update set
       profession = excluded.profession, answer_roles = excluded.answer_roles,
       functions = excluded.functions, votes = excluded.votes, seated_to = excluded.seated_to,
       mandate_to = null, substitute_id = coalesce(excluded.substitute_id, s.substitute_id),
       self_granted_reason = coalesce(excluded.self_granted_reason, s.self_granted_reason),
       revision = s.revision + 1,
       seated_from = case when s.seated_to < ${today} then excluded.seated_from else s.seated_from end
     returning id`,
    [
      tx.actor.organisationId,
      tx.newId(),
      evaluationId,
      memberId,
      seat.profession,
      seat.answerRoles,
      seat.functions,
      seat.votes,
      seat.seatedTo ?? null,
      seat.substituteId ?? null,
      seat.selfGrantedReason ?? null,
    ],
  );
  if (!written) throw new Error('a seat was not written');
  await stateSeats(tx, evaluationId, [written.id]);
  return written.id;
}

/**
 * Ends a seat at once, if nothing ended it before; its parts not handed in are free again. How long its
 * mandate was given for is kept, and whatever waits for a second person drawn waits for another one.
 */
export async function closeSeat(tx: WriteTransaction, seatId: Id): Promise<void> {
  await tx.rows(
    `update seat set seated_to = least(coalesce(seated_to, ${today} - 1), ${today} - 1),
       mandate_to = case when seated_to < ${today} then mandate_to else seated_to end,
       revision = revision + 1 where id = $1`,
    [seatId],
  );
  await freeOpenParts(tx, seatId, 'all');
  await drawAgain(tx, seatId);
}

/** Gives vote and place of a vacant seat to another one: should its holder return, she has neither. */
export async function leavePlace(
  tx: WriteTransaction,
  evaluationId: Id,
  vacant: Id,
  to: Id,
): Promise<void> {
  await tx.rows('update electorate_place set seat_id = $2 where seat_id = $1', [vacant, to]);
  await closeSeat(tx, vacant);
  await tx.rows('update seat set votes = false where id = $1', [vacant]);
  await stateSeats(tx, evaluationId, [vacant]);
}

/**
 * Lets a member take over a vacant seat: what it carries, its open parts, its place, for as long as its
 * mandate was given for. Her profession stays her own: ratings and quorum say who judged, and as what.
 */
export async function takeOver(
  tx: WriteTransaction,
  evaluationId: Id,
  {
    kind,
    vacant,
    memberId,
    held,
    reason,
  }: {
    readonly kind: PanelChangeKind;
    readonly vacant: SeatRow;
    readonly memberId: Id;
    /** The seat the member has already. */
    readonly held: SeatRow | null;
    readonly reason: string;
  },
): Promise<Id> {
  const profession = held?.active ? held.profession : await professionOf(tx, memberId);
  const after: SeatPower = { profession, ...powerTakenOver(held, vacant) };
  const seatId = await writeSeat(tx, evaluationId, memberId, {
    ...after,
    seatedTo: termTakenOver(held, vacant),
  });
  await tx.rows(
    `insert into part_assignee (organisation_id, part_id, seat_id, assigned_at)
     select a.organisation_id, a.part_id, $2, $3 from part_assignee a
       join part p on p.organisation_id = a.organisation_id and p.id = a.part_id
      where a.seat_id = $1 and p.state <> 'submitted' on conflict do nothing`,
    [vacant.id, seatId, tx.now],
  );
  await leavePlace(tx, evaluationId, vacant.id, seatId);
  await writeChange(tx, evaluationId, {
    kind,
    seatId,
    replacedSeatId: vacant.id,
    before: held && powerOf(held),
    after,
    reason,
  });
  return seatId;
}

async function professionOf(tx: WriteTransaction, memberId: Id): Promise<string> {
  const [member] = await tx.rows<{ profession: string }>(
    'select profession from member where id = $1',
    [memberId],
  );
  if (!member) throw new Error('who takes over a seat is no member');
  return member.profession;
}

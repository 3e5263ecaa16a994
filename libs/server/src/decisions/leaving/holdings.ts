import type { AnswerRole, ReservedPart, SeatFunction } from '@consilium/domain/access';
import type { Holding, HoldingKind } from '@consilium/domain/decisions';
import type { Id } from '@consilium/domain/kernel';
import { gathers } from '../../evaluations';
import { mandateRuns, today, type ReadTransaction } from '../../platform/database';
import { holderSeatOf } from '../condition-holder';

/** A seat of who leaves, with all that rules of handing over ask of it. */
export interface HeldSeat {
  readonly seatId: Id;
  readonly evaluationId: Id;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
  readonly substituteId: Id | null;
  readonly placed: boolean;
  readonly spoken: boolean;
}

/** Something held, with what a page says of it. */
export interface HeldThing extends Holding {
  readonly kind: HoldingKind;
  readonly evaluationId: Id | null;
  readonly ids: readonly string[];
  /** Of parts: their sections. */
  readonly sections: readonly string[];
  /** Of parts: those that not the whole panel reads, with who answers them besides. */
  readonly reserved: readonly ReservedPart[];
  /** Of a committee's seat. */
  readonly committee: string | null;
  readonly committeeId: Id | null;
  readonly substituteId: Id | null;
}

/** SQL: the file `e` goes on. */
export const goesOn = `e.phase not in ('closed', 'cancelled', 'withdrawn')`;

/** SQL: her seats of files that go on; conditions stay with a seat that has ended. */
const own = `every_own as (select s.id, s.evaluation_id, ${mandateRuns('s')} as runs from seat s
  join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
  where s.organisation_id = $1 and s.member_id = $2 and ${goesOn}),
  own as (select id, evaluation_id from every_own where runs)`;

/** Proxies go by marks: whom they come from is not for who looks at panels from outside. */
const holdingsStatement = {
  name: 'leaving-holdings',
  text: `with ${own}
    select 'seat' as kind, own.evaluation_id as "evaluationId", array[own.id::text] as ids,
      '{}'::text[] as sections, '[]'::json as reserved, null as committee,
      null::uuid as "committeeId", null::uuid as "substituteId" from own
    union all
    select 'parts', own.evaluation_id, array_agg(p.id::text order by p.id),
      array_agg(distinct p.section_key),
      coalesce(json_agg(json_build_object('clearance', p.clearance, 'had', array(
          select o.seat_id from part_assignee o where o.organisation_id = $1 and o.part_id = p.id
            and o.seat_id <> own.id)))
        filter (where p.clearance->>'level' <> 'panel'), '[]'), null, null, null from own
      join evaluation e on e.organisation_id = $1 and e.id = own.evaluation_id and ${gathers}
      join part_assignee a on a.organisation_id = $1 and a.seat_id = own.id
      join part p on p.organisation_id = $1 and p.id = a.part_id and p.state <> 'submitted'
      group by own.evaluation_id
    union all
    select 'conditions', own.evaluation_id, array_agg(c.id::text order by c.id), '{}', '[]', null,
      null, null
      from every_own own
      join opinion o on o.organisation_id = $1 and o.evaluation_id = own.evaluation_id
        and o.state = 'adopted' and o.superseded_at is null
      join opinion_condition c on c.organisation_id = $1 and c.opinion_id = o.id
        and c.state in ('open', 'declared') and ${holderSeatOf('c')} = own.id
      group by own.evaluation_id
    union all
    select 'proxies', own.evaluation_id,
      array_agg(md5(m.id::text || a.seat_id::text) order by m.id, a.seat_id), '{}', '[]', null, null,
      null
      from own
      join meeting m on m.organisation_id = $1 and m.evaluation_id = own.evaluation_id
        and m.validated_at is null
      join meeting_attendance a on a.organisation_id = $1 and a.meeting_id = m.id
        and own.id in (a.seat_id, a.represented_by)
        and a.attendance = 'represented'
      group by own.evaluation_id
    union all
    select 'committee_seat', null, array[k.id::text], '{}', '[]', c.name, c.id, k.substitute_id
      from committee_seat k
      join committee c on c.organisation_id = $1 and c.id = k.committee_id
      where k.organisation_id = $1 and k.member_id = $2
        and (k.mandate_to is null or k.mandate_to >= ${today})`,
};

const order: readonly HoldingKind[] = ['seat', 'parts', 'conditions', 'proxies', 'committee_seat'];

/** All that a member holds in files that go on, and in committees: one statement. */
export async function loadHoldings(tx: ReadTransaction, memberId: Id): Promise<HeldThing[]> {
  const rows = await tx.rows<HeldThing & Record<string, unknown>>(holdingsStatement, [
    tx.actor.organisationId,
    memberId,
  ]);
  return rows.toSorted(
    (a, b) =>
      (a.evaluationId ?? '~').localeCompare(b.evaluationId ?? '~') ||
      order.indexOf(a.kind) - order.indexOf(b.kind),
  );
}

/** The files of what is held, each once. */
export const filesOf = (holdings: readonly HeldThing[]): Id[] => [
  ...new Set(holdings.flatMap(({ evaluationId }) => evaluationId ?? [])),
];

const seatsStatement = {
  name: 'leaving-seats',
  text: `select s.id as "seatId", s.evaluation_id as "evaluationId", s.profession,
    s.answer_roles as "answerRoles", s.functions, s.votes, s.substitute_id as "substituteId",
    exists (select 1 from electorate_place p where p.organisation_id = $1 and p.seat_id = s.id)
      as placed,
    exists (select 1 from rating g join round r on r.organisation_id = g.organisation_id
        and r.id = g.round_id where g.organisation_id = $1 and g.seat_id = s.id and r.state = 'open')
      or exists (select 1 from vote v join opinion o on o.organisation_id = v.organisation_id
        and o.id = v.opinion_id
        where v.organisation_id = $1 and v.seat_id = s.id and o.state = 'voting') as spoken
  from seat s where s.organisation_id = $1 and s.id = any($2::uuid[])`,
};

/** The seats among them. */
export const loadHeldSeats = (
  tx: ReadTransaction,
  holdings: readonly Holding[],
): Promise<HeldSeat[]> =>
  tx.rows<HeldSeat & Record<string, unknown>>(seatsStatement, [
    tx.actor.organisationId,
    holdings.flatMap(({ kind, ids }) => (kind === 'seat' ? ids : [])),
  ]);

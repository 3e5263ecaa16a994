import type { AnswerRole } from '@consilium/domain/access';
import {
  electorateToday,
  type placesThrough,
  type Replacement,
} from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import { activeSeat, type WriteTransaction } from '../platform/database';
import { contentOf } from '../platform/events';
import { withCommittee } from './rules-of-file';
import { vouchedElectorate } from './vouched';

/**
 * SQL: the seat aliased as named counts in rounds and quorum of its evaluation: it holds a place of
 * the frozen electorate or, before, votes today.
 */
export const isElector = (evaluation: string, seat: string): string =>
  `(case when ${evaluation}.electorate_frozen_at is null then ${seat}.votes and ${activeSeat(seat)}
    else exists (select 1 from electorate_place p where p.organisation_id = ${seat}.organisation_id
      and p.evaluation_id = ${seat}.evaluation_id and p.seat_id = ${seat}.id) end)`;

/**
 * SQL: the places of the electorate of the file `e` as they were held from the beginning, and what was
 * changed since, as `placesThrough` takes both; days are those of the organisation `z`.
 */
export const placesOfFile = `json_build_object(
  'first', (select coalesce(json_agg(json_build_object('seat', fs.id, 'from',
      case when fp.frozen_at > e.electorate_frozen_at
        then (fp.frozen_at at time zone z.time_zone)::date end) order by fp.id), '[]')
    from electorate_place fp
    join seat fs on fs.organisation_id = fp.organisation_id and fs.evaluation_id = fp.evaluation_id
      and fs.member_id = fp.member_id
    where fp.organisation_id = e.organisation_id and fp.evaluation_id = e.id),
  'replacements', (select coalesce(json_agg(json_build_object('seat', fc.seat_id,
      'replaced', fc.replaced_seat_id, 'on', (fc.changed_at at time zone z.time_zone)::date)
      order by fc.changed_at, fc.id), '[]')
    from panel_change fc
    where fc.organisation_id = e.organisation_id and fc.evaluation_id = e.id
      and fc.replaced_seat_id is not null))`;

/** What it gives. */
export interface PlacesRow {
  readonly first: Parameters<typeof placesThrough>[0];
  readonly replacements: readonly Replacement[];
}

/**
 * SQL: somebody who counts on the file `e` today, and is not taken off it, has the answer role given (a
 * SQL expression): what the quorum asks for.
 */
export const roleIsHeld = (role: string): string => `exists (select 1 from seat held
  left join declaration off on off.organisation_id = held.organisation_id and off.seat_id = held.id
  where held.organisation_id = e.organisation_id and held.evaluation_id = e.id
    and ${role} = any(held.answer_roles) and ${isElector('e', 'held')} and ${activeSeat('held')}
    and (off.assessment is distinct from 'major' or cardinality(off.recused_sections) > 0))`;

interface VotingSeat {
  readonly id: Id;
  readonly memberId: Id;
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly active: boolean;
  readonly votes: boolean;
}

/**
 * Writes down who counts from here on, once for the whole life of the file; nothing happens when that
 * was done before. The caller holds the evaluation for update.
 */
export async function freezeElectorate(tx: WriteTransaction, evaluationId: Id): Promise<void> {
  const [frozen] = await tx.rows(
    `update evaluation set electorate_frozen_at = $2
      where id = $1 and electorate_frozen_at is null returning id`,
    [evaluationId, tx.now],
  );
  if (!frozen) return;
  const seats = await tx.rows<VotingSeat & Record<string, unknown>>(
    `select s.id, s.member_id as "memberId", s.profession, s.answer_roles as "answerRoles", s.votes,
       ${activeSeat('s')} as active from seat s where s.evaluation_id = $1 order by s.id`,
    [evaluationId],
  );
  const places = electorateToday(seats).map((seat) => ({ ...seat, place: tx.newId() }));
  await tx.rows(
    `insert into electorate_place (organisation_id, id, evaluation_id, seat_id, member_id, profession,
       answer_roles, frozen_at)
     select $1, r.place, $2, r.id, r."memberId", r.profession, r."answerRoles", $3
     from jsonb_to_recordset($4::jsonb) as r(place uuid, id uuid, "memberId" uuid, profession text,
       "answerRoles" text[])`,
    [tx.actor.organisationId, evaluationId, tx.now, JSON.stringify(places)],
  );
  tx.record({
    type: 'electorate.frozen',
    subject: { kind: 'evaluation', id: evaluationId },
    data: { seatIds: places.map(({ id }) => id) },
    content: await contentOf(tx, vouchedElectorate, evaluationId),
  });
}

/** Whether a role that the committee requires has no holder in the electorate, and is given here. */
export async function lacksRole(
  tx: WriteTransaction,
  evaluationId: Id,
  role: AnswerRole,
  given: readonly AnswerRole[],
): Promise<boolean> {
  const [row] = await tx.rows<{ lacking: boolean }>(
    `select $2 = any(c.required_roles) and not ${roleIsHeld('$2')} as lacking
     from evaluation e
     ${withCommittee('c')}
    where e.id = $1`,
    [evaluationId, role],
  );
  return row?.lacking === true && given.includes(role);
}

/** Widens the electorate by one place, for a required role without a holder. */
export async function addPlace(tx: WriteTransaction, evaluationId: Id, seatId: Id): Promise<void> {
  await tx.rows(
    `insert into electorate_place (organisation_id, id, evaluation_id, seat_id, member_id, profession,
       answer_roles, frozen_at)
     select s.organisation_id, $3, $1, s.id, s.member_id, s.profession, s.answer_roles, $4
       from seat s where s.id = $2`,
    [evaluationId, seatId, tx.newId(), tx.now],
  );
}

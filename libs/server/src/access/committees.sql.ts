import { accountOpen, today } from '../platform/database';

/** SQL: somebody coordinates every file of the organisation `$1`. */
export const coordinatedByMember = `exists (select 1 from member g where g.organisation_id = $1
  and ${accountOpen('g')} and 'coordinator' = any(g.functions))`;

/** SQL: the day on which the way in was closed to the member `m`. */
const closedOn = `(select (m.closed_at at time zone o.time_zone)::date from organisation o
  where o.id = m.organisation_id)`;

/** SQL: the mandate of the seat of a committee aliased runs on no later day. */
const ended = (seat: string): string =>
  `(${seat}.mandate_to is not null and ${seat}.mandate_to < ${today})`;

/**
 * SQL: what the seat `s` of a committee carries is nobody's, since the way in is closed to its holder `m`
 * and no seat given since carries all of it. Who is suspended may be confirmed tomorrow, and has it still.
 * Where nobody knows when it was closed, the seats given after hers count.
 */
export const withoutHolder = `(not m.active
  and (s.votes or s.functions <> '{}' or s.answer_roles <> '{}')
  and (not ${ended('s')} or s.mandate_to = ${closedOn} - 1)
  and not exists (select 1 from committee_seat n
    join member h on h.organisation_id = n.organisation_id and h.id = n.member_id and ${accountOpen('h')}
    where n.organisation_id = s.organisation_id and n.committee_id = s.committee_id
      and n.id <> s.id and n.mandate_from >= coalesce(${closedOn}, s.mandate_from + 1) and not ${ended('n')}
      and n.functions @> s.functions and n.answer_roles @> s.answer_roles and (n.votes or not s.votes)))`;

import { activeSeat, today } from '../platform/database';

// Who is awaited for what is said here once, for lists, reminders, mails and dashboards. Aliases:
// `e` the file, `p` a part of it, `a` who holds it, `s` that seat.

/** SQL: the seat aliased as named is taken off the section given, or off everything. */
export const takenOff = (
  seat: string,
  section: string,
): string => `exists (select 1 from declaration r
  where r.organisation_id = ${seat}.organisation_id and r.seat_id = ${seat}.id
    and r.assessment = 'major'
    and (cardinality(r.recused_sections) = 0 or ${section} = any(r.recused_sections)))`;

/** SQL: some question of the part `p` applies in the file `e`, or may still apply. */
export const partApplies = `not exists (select 1 from evaluation_progress i
  where i.organisation_id = e.organisation_id and i.evaluation_id = e.id and p.id = any(i.idle_parts))`;

/** SQL: parts can be answered in the file `e`. */
export const gathers = `(e.phase in ('screening', 'collecting') and not e.sealed)`;

/** SQL joining to `p` the seats that hold it, as `a` and `s`. */
export const withHolders = `join part_assignee a on a.organisation_id = p.organisation_id and a.part_id = p.id
  join seat s on s.organisation_id = a.organisation_id and s.id = a.seat_id`;

/** SQL: the part `p` of the file `e` waits for the seat `s` that holds it. */
export const waitsForHolder = `(p.organisation_id = e.organisation_id and p.evaluation_id = e.id
  and p.state <> 'submitted' and ${gathers} and e.paused_at is null
  and ${activeSeat('s')} and ${partApplies}
  and not ${takenOff('s', 'p.section_key')})`;

/** SQL: the same, and its last day has passed. */
export const latePart = `(p.due_on < ${today} and ${waitsForHolder})`;

import { activeSeat } from '../../platform/database';

/**
 * Parts still to be submitted with those who hold them, as `p`, `a`, `s`, in files that wait for
 * answers and are not paused, and `o`, the organisation. Ends inside a WHERE clause.
 */
export const openParts = `organisation o
    join evaluation f on f.organisation_id = o.id
      and f.phase in ('screening', 'collecting') and f.paused_at is null and not f.sealed
    join part p on p.organisation_id = f.organisation_id and p.evaluation_id = f.id
    join part_assignee a on a.organisation_id = p.organisation_id and a.part_id = p.id
    join seat s on s.organisation_id = a.organisation_id and s.id = a.seat_id
    where p.state <> 'submitted' and ${activeSeat('s')}`;

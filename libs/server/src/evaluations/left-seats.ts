import { rolesWithRights } from '@consilium/domain/access';
import { accountOpen, activeSeat, mandateRuns } from '../platform/database';

/** SQL: nobody seated on the file of `s` today has the element `item` in the column named. */
const heldByNobody = (item: string, column: 'functions' | 'answer_roles'): string =>
  `not exists (select 1 from seat held where held.organisation_id = s.organisation_id
    and held.evaluation_id = s.evaluation_id and ${item} = any(held.${column})
    and ${activeSeat('held')})`;

/**
 * SQL: the seat `s` was vacated for somebody who has left, and what it carried has come to nobody: a
 * function or a role with rights that no seat of today has, or a vote since which none was given.
 */
export const leftEmpty = `exists (select 1 from panel_change gone
  join member leaver on leaver.organisation_id = gone.organisation_id and leaver.id = s.member_id
    and not ${accountOpen('leaver')}
  where gone.organisation_id = s.organisation_id and gone.evaluation_id = s.evaluation_id
    and gone.seat_id = s.id and gone.kind = 'vacated'
    and not exists (select 1 from panel_change later
      where later.organisation_id = s.organisation_id and later.evaluation_id = s.evaluation_id
        and s.id in (later.seat_id, later.replaced_seat_id)
        and (later.changed_at, later.id) > (gone.changed_at, gone.id))
    and (exists (select 1 from unnest(s.functions) f where ${heldByNobody('f', 'functions')})
      or exists (select 1 from unnest(s.answer_roles) r
        where r = any('{${rolesWithRights.join(',')}}') and ${heldByNobody('r', 'answer_roles')})
      or s.votes and not exists (select 1 from panel_change given
        where given.organisation_id = s.organisation_id and given.evaluation_id = s.evaluation_id
          and (given.changed_at, given.id) > (gone.changed_at, gone.id)
          and given.after->>'votes' = 'true'
          and coalesce(given.before->>'votes', 'false') = 'false')))`;

/** SQL: nobody fills the seat `s`, and somebody is to be found for it (`isWithoutHolder` of the domain). */
export const seatWithoutHolder = `(not ${activeSeat('s')} and (${mandateRuns('s')} or exists (
  select 1 from electorate_place p where p.organisation_id = s.organisation_id
    and p.evaluation_id = s.evaluation_id and p.seat_id = s.id) or ${leftEmpty}))`;

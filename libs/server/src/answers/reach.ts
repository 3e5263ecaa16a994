import { clearedTo } from '../evidence';
import { recusedFromFile } from '../evaluations';
import { accountOpen, activeSeat, type Actor } from '../platform/database';

// Which answers and documents of the file `e` a member reads, in SQL, for sets: the rows `answer.see`
// and `evidence.see` of the policy table. `reach.int-spec.ts` holds them together.

/** SQL: whether the seat `x` of the member `m` may read the answers of the part `p`. */
export const seatReads = `('coordinator' = any(x.functions) or 'coordinator' = any(m.functions)
  or p.clearance->>'level' = 'panel'
  or p.clearance->>'level' = 'roles' and p.clearance->'roles' ?| x.answer_roles
  or exists (select 1 from part_assignee a where a.organisation_id = p.organisation_id
    and a.part_id = p.id and a.seat_id = x.id))`;

/** SQL: whether the member (a SQL expression), who sees the file, reads the answers of the part `p`. */
export const partReadBy = (member: string): string => `(not ${recusedFromFile(member)} and (
  p.clearance->>'level' = 'panel'
  or exists (select 1 from seat x
    join member m on m.organisation_id = x.organisation_id and m.id = x.member_id
    where x.organisation_id = e.organisation_id and x.evaluation_id = e.id
      and x.member_id = ${member} and ${activeSeat('x')} and ${seatReads})
  or exists (select 1 from member k where k.organisation_id = e.organisation_id
    and k.id = ${member} and ${accountOpen('k')} and 'coordinator' = any(k.functions))))`;

/** SQL: whether the member, who reads the file, may see the document `d`: the usual case is asked first. */
export const shownTo = (member: string): string =>
  `(d.clearance->>'level' = 'panel' or ${clearedTo(member)})`;

/** SQL: whether something of the file is kept from the member: then counts are hers, not the kept ones. */
export const hidesFrom = (member: string): string => `(${recusedFromFile(member)}
  or exists (select 1 from part p where p.organisation_id = e.organisation_id
    and p.evaluation_id = e.id and p.clearance->>'level' <> 'panel' and not ${partReadBy(member)})
  or exists (select 1 from filed_document h
    join document d on d.organisation_id = h.organisation_id and d.id = h.document_id
    where h.organisation_id = e.organisation_id and h.evaluation_id = e.id
      and not ${shownTo(member)}))`;

/** Whether only a recusal keeps something of a file from the actor: `hidesFrom` without a look at its parts. */
export const readsWholeFiles = ({ organisationFunctions }: Actor): boolean =>
  organisationFunctions.includes('coordinator');

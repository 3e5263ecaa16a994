import { activeSeat } from '../platform/database';
import { recusedAnywhere, recusedFromFile } from './declaration-status';

/** SQL: the seat aliased weighs declarations by its function. */
const leads = (seat: string): string => `(${seat}.functions && '{chair,ethics_lead}')`;

/**
 * SQL: what the seat aliased declared for itself waits to be weighed, or what was found of it waits for a
 * second person. Until then it weighs nobody's: she would choose who weighs hers.
 */
const ownWaits = (seat: string): string => `(exists (select 1 from declaration own
    where own.organisation_id = ${seat}.organisation_id and own.seat_id = ${seat}.id
      and not own.nothing_to_declare
      and (own.assessment is null or own.declared_at > own.assessed_at))
  or exists (select 1 from assessment_proposal found
    where found.organisation_id = ${seat}.organisation_id and found.seat_id = ${seat}.id
      and found.state = 'waiting'))`;

/** SQL: the seat aliased as `other` is of the same file as `seat`, active, unrecused, and of somebody else. */
const besides = (other: string, seat: string): string => `(
  ${other}.organisation_id = ${seat}.organisation_id
  and ${other}.evaluation_id = ${seat}.evaluation_id and ${other}.member_id <> ${seat}.member_id
  and ${activeSeat(other)} and not ${recusedFromFile(`${other}.member_id`)})`;

/**
 * SQL: who stands in to weigh the declaration of the seat aliased, which holds chair or ethics lead itself,
 * while no other of them may: the decision-makers among the panel, else a voting member who is drawn;
 * nobody who is recused from anything, or whose own interest waits. Where another of them only waits
 * herself, it takes an interest or a recusal to be weighed: nobody comes to it by weighing that other one.
 * The draw is the order of what the two seats give when hashed: nobody chooses it, declaring anew does not
 * repeat it, and the next one follows where somebody leaves or is recused.
 */
const standInsOf = (seat: string): string => `(select coalesce(case
    when bool_or(c.leads and c.free) then null
    when bool_or(c.leads) and not ${ownWaits(seat)} and not ${recusedAnywhere(`${seat}.member_id`)}
      then null
    when bool_or(c.decides and c.free) then array_agg(c.id) filter (where c.decides and c.free)
    else (array_agg(c.id order by md5(${seat}.id::text || c.id::text))
      filter (where c.votes and c.free))[1:1]
  end, '{}')
  from (select c.id, c.votes, ${leads('c')} as leads, 'decision_maker' = any(c.functions) as decides,
      not ${recusedAnywhere('c.member_id')} and not ${ownWaits('c')} as free
    from seat c where ${besides('c', seat)}) c
  where ${leads(seat)})`;

/**
 * SQL: seats that may weigh what the seat aliased as named declared towards the file `e`: chair and ethics
 * lead, and in their place, for the declaration of one of them alone, who stands in. Nobody weighs the own,
 * nobody while the own waits, and who is recused from sections nobody who could weigh hers. Empty for
 * everybody else's while there is neither: naming one is an administrator's act.
 */
export const weighersOf = (seat: string): string => `((select coalesce(array_agg(l.id), '{}')
    from seat l where ${besides('l', seat)} and ${leads('l')} and not ${ownWaits('l')}
      and case when ${recusedAnywhere('l.member_id')}
        then not (${leads(seat)} or ${seat}.id = any(${standInsOf('l')}::uuid[])) else true end)
  || ${standInsOf(seat)})::uuid[]`;

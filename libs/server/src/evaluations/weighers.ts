import { activeSeat } from '../platform/database';
import { recusedFromFile } from './declaration-status';

/**
 * SQL: seats that weigh what the seat aliased as named declared towards the file `e`, where no chair or
 * ethics lead of it may, being herself, recused or gone: the decision-makers among the panel, else a voting
 * member who is drawn. Empty where chair or ethics lead may. The draw is the order of what the two seats
 * give when hashed: nobody chooses it, declaring anew does not repeat it, and the next one follows where
 * somebody leaves or is recused, so that there is always who weighs while anybody is free.
 */
export const weighersOf = (seat: string): string => `(select coalesce(case
    when bool_or(w.functions && '{chair,ethics_lead}') then null
    when bool_or('decision_maker' = any(w.functions))
      then array_agg(w.id) filter (where 'decision_maker' = any(w.functions))
    else (array_agg(w.id order by md5(${seat}.id::text || w.id::text)) filter (where w.votes))[1:1]
  end, '{}')
  from seat w where w.organisation_id = ${seat}.organisation_id
    and w.evaluation_id = ${seat}.evaluation_id and w.member_id <> ${seat}.member_id
    and ${activeSeat('w')} and not ${recusedFromFile('w.member_id')})::uuid[]`;

import type { Id } from '@consilium/domain/kernel';
import { accountOpen, type ReadTransaction, type WriteTransaction } from '../platform/database';

/** Longest reason for what an administrator gives to herself, in UTF-16 units. */
export const maxReasonLength = 2_000;

/**
 * Whether the member is the only administrator of the organisation. All of them are locked, so that
 * two who go at once are counted one after the other; not against being named by what others write.
 */
export async function isLastAdministrator(tx: WriteTransaction, memberId: Id): Promise<boolean> {
  const administrators = await tx.rows<{ id: Id }>(
    `select m.id from member m where m.organisation_id = $1 and ${accountOpen('m')}
       and 'administrator' = any(m.functions) order by m.id for no key update`,
    [tx.actor.organisationId],
  );
  return administrators.length === 1 && administrators[0]?.id === memberId;
}

/** Days for which who made herself the only administrator is not taken for one that nobody could help. */
const daysOfDoubt = 30;

/**
 * Whether nobody else could give the member what she gives to herself: she is the only administrator, and
 * did not become so by taking the others' place away a moment ago. A suspended one is another: she has to
 * be confirmed first, and whoever had her suspended in another organisation gains nothing here.
 */
export async function administersAlone(tx: ReadTransaction, memberId: Id): Promise<boolean> {
  const [row] = await tx.rows<{ alone: boolean }>(
    `select count(*) = 1 and bool_and(m.id = $2) as alone from member m
      where m.organisation_id = $1 and m.active and 'administrator' = any(m.functions)`,
    [tx.actor.organisationId, memberId],
  );
  return row?.alone === true && !(await endedAnother(tx, memberId));
}

/** The same for an act, with all administrators locked. */
export async function isSoleAdministrator(tx: WriteTransaction, memberId: Id): Promise<boolean> {
  return (await isLastAdministrator(tx, memberId)) && (await administersAlone(tx, memberId));
}

/**
 * Whether the member took another administrator's place away a moment ago: her functions, her access,
 * or both at her leaving.
 */
async function endedAnother(tx: ReadTransaction, memberId: Id): Promise<boolean> {
  const [ended] = await tx.rows(
    `select 1 from event e where e.organisation_id = $1 and e.evaluation_id is null
       and e.type in ('member.changed', 'member.left')
       and e.principal_kind = 'person' and e.principal_id = $2 and e.subject_id::text <> $2
       and e.data->'before' ? 'administrator'
       and (e.type = 'member.left' or not e.data->'functions' ? 'administrator'
         or not (e.data->>'active')::boolean)
       and e.occurred_at > now() - make_interval(days => $3) limit 1`,
    [tx.actor.organisationId, memberId, daysOfDoubt],
  );
  return ended !== undefined;
}

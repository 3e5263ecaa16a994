import type { Id } from '@consilium/domain/kernel';
import { accountOpen, type WriteTransaction } from '../platform/database';

/** Longest reason for what an administrator gives to herself, in UTF-16 units. */
export const maxReasonLength = 2_000;

/**
 * Whether the member is the only administrator of the organisation. All of them are locked, so that
 * two who go at once are counted one after the other.
 */
export async function isLastAdministrator(tx: WriteTransaction, memberId: Id): Promise<boolean> {
  const administrators = await tx.rows<{ id: Id }>(
    `select m.id from member m where m.organisation_id = $1 and ${accountOpen('m')}
       and 'administrator' = any(m.functions) order by m.id for update`,
    [tx.actor.organisationId],
  );
  return administrators.length === 1 && administrators[0]?.id === memberId;
}

/** Days for which who made herself the only administrator is not taken for one that nobody could help. */
const daysOfDoubt = 30;

/**
 * Whether nobody else could give the member what she gives to herself: she is the only administrator, and
 * did not become so by taking the others' place away a moment ago.
 */
export async function isSoleAdministrator(tx: WriteTransaction, memberId: Id): Promise<boolean> {
  if (!(await isLastAdministrator(tx, memberId))) return false;
  const [ended] = await tx.rows(
    `select 1 from event e where e.organisation_id = $1 and e.evaluation_id is null
       and e.type = 'member.changed'
       and e.principal_kind = 'person' and e.principal_id = $2 and e.subject_id::text <> $2
       and e.data->'before' ? 'administrator'
       and (not e.data->'functions' ? 'administrator' or not (e.data->>'active')::boolean)
       and e.occurred_at > $3::timestamptz - make_interval(days => $4) limit 1`,
    [tx.actor.organisationId, memberId, tx.now, daysOfDoubt],
  );
  return !ended;
}

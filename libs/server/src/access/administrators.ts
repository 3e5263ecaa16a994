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

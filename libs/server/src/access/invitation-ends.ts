import {
  checkInvitationGrant,
  decideInOrganisation,
  type OrganisationFunction,
} from '@consilium/domain/access';
import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/**
 * Ends the invitations by a member that she could no longer make: with her right to invite, or to give
 * functions, goes what she gave out before and nobody has taken. Who holds such a link may be herself.
 * @param functions what she holds from now on; null for who can no longer sign in here
 */
export async function endInvitationsBy(
  tx: WriteTransaction,
  memberId: Id,
  functions: readonly OrganisationFunction[] | null,
): Promise<void> {
  const waiting = await tx.rows<{ id: Id; functions: OrganisationFunction[] }>(
    `select id, functions from invitation
      where invited_by = $1 and accepted_at is null and revoked_at is null for update`,
    [memberId],
  );
  const invites =
    functions !== null &&
    decideInOrganisation('people.invite', {
      principal: { kind: 'person', id: memberId },
      organisationFunctions: functions,
    }) === null;
  const ended = waiting.filter(
    (one) => !invites || checkInvitationGrant(functions, one.functions) !== null,
  );
  await tx.rows('update invitation set revoked_at = $2 where id = any($1)', [
    ended.map(({ id }) => id),
    tx.now,
  ]);
  for (const { id } of ended) {
    tx.record({ type: 'invitation.revoked', subject: { kind: 'invitation', id } });
  }
}

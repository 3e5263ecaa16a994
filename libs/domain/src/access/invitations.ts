import { refuse, type Refusal } from '../kernel';
import type { OrganisationFunction } from './roles';

/** How long an invitation can be accepted, in days. */
export const invitationDays = 21;

export const invitationStates = ['waiting', 'expired', 'accepted', 'revoked'] as const;
export type InvitationState = (typeof invitationStates)[number];

export interface InvitationDates {
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Where an invitation stands. One that ran out while it was waiting can be made again. */
export function stateOfInvitation(invitation: InvitationDates, now: Date): InvitationState {
  if (invitation.acceptedAt) return 'accepted';
  if (invitation.revokedAt) return 'revoked';
  return invitation.expiresAt <= now ? 'expired' : 'waiting';
}

/** Null when an invitation can be accepted now; else what its link answers. */
export function checkAcceptance(invitation: InvitationDates, now: Date): Refusal | null {
  const state = stateOfInvitation(invitation, now);
  if (state === 'waiting') return null;
  return refuse(state === 'expired' ? 'invitation_expired' : 'link_not_valid');
}

/**
 * Null when a member may invite somebody to these functions. Coordinators invite to plain membership,
 * whoever is invited; functions of the organisation come from an administrator. The same rule holds
 * for making a link anew, because whoever holds a link could use it.
 */
export const checkInvitationGrant = (
  granter: readonly OrganisationFunction[],
  functions: readonly OrganisationFunction[],
): Refusal | null =>
  functions.length === 0 || granter.includes('administrator')
    ? null
    : refuse('grant_needs_administrator');

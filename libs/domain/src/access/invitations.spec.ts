import { checkAcceptance, checkInvitationGrant, stateOfInvitation } from './invitations';

const at = (iso: string): Date => new Date(iso);
const open = { expiresAt: at('2026-03-22T10:00:00Z'), acceptedAt: null, revokedAt: null };

describe('an invitation', () => {
  it('waits until the instant it ends, then has expired', () => {
    expect(stateOfInvitation(open, at('2026-03-22T09:59:59.999Z'))).toBe('waiting');
    expect(stateOfInvitation(open, at('2026-03-22T10:00:00Z'))).toBe('expired');
  });

  it('stays accepted or revoked, however late it is', () => {
    const late = at('2027-01-01T00:00:00Z');
    const before = at('2026-03-02T00:00:00Z');
    expect(stateOfInvitation({ ...open, acceptedAt: before }, late)).toBe('accepted');
    expect(stateOfInvitation({ ...open, revokedAt: before }, late)).toBe('revoked');
  });

  it('is accepted while it waits, offers another once expired, and says no more in other cases', () => {
    const now = at('2026-03-10T00:00:00Z');
    expect(checkAcceptance(open, now)).toBeNull();
    expect(checkAcceptance(open, at('2026-04-01T00:00:00Z'))?.code).toBe('invitation_expired');
    expect(checkAcceptance({ ...open, acceptedAt: now }, now)?.code).toBe('link_not_valid');
    expect(checkAcceptance({ ...open, revokedAt: now }, now)?.code).toBe('link_not_valid');
  });
});

describe('what an invitation grants', () => {
  it('is plain membership from a coordinator, functions from an administrator', () => {
    expect(checkInvitationGrant(['coordinator'], [])).toBeNull();
    expect(checkInvitationGrant(['coordinator'], ['observer'])?.code).toBe(
      'grant_needs_administrator',
    );
    expect(checkInvitationGrant(['decision_maker'], ['decision_maker'])?.code).toBe(
      'grant_needs_administrator',
    );
    expect(checkInvitationGrant(['administrator'], ['administrator', 'coordinator'])).toBeNull();
  });
});

/**
 * What the security log tells. Closed: screens, the export and the writers iterate over it. `from` names
 * the events of the audit trail that make such a line by themselves; kinds without any are noted where
 * they happen, because no event tells them.
 */
export const securityKinds = {
  signed_in: { of: 'account', from: [] },
  sign_in_failed: { of: 'account', from: [] },
  sign_in_slowed: { of: 'account', from: [] },
  session_ended: { of: 'account', from: [] },
  password_changed: { of: 'account', from: [] },
  refused: { of: 'organisation', from: [] },
  invited: {
    of: 'organisation',
    from: ['invitation.made', 'invitation.renewed', 'invitation.revoked', 'invitation.asked'],
  },
  joined: { of: 'organisation', from: ['member.added', 'member.joined', 'member.confirmed'] },
  reset: { of: 'organisation', from: ['member.reset_link_made', 'member.password_reset'] },
  function_granted: {
    of: 'organisation',
    from: [
      'organisation.founded',
      'member.changed',
      'member.left',
      'committee.seat_saved',
      'panel.seated',
      'panel.power_changed',
    ],
  },
  exported: { of: 'organisation', from: ['report.requested'] },
  purged: { of: 'organisation', from: ['document.purged'] },
  practice_deleted: { of: 'organisation', from: ['practice.deleted'] },
} as const satisfies Record<
  string,
  { readonly of: 'account' | 'organisation'; readonly from: readonly string[] }
>;
export type SecurityKind = keyof typeof securityKinds;
export const securityKindNames = Object.keys(securityKinds) as SecurityKind[];

export const isSecurityKind = (name: string): name is SecurityKind =>
  Object.hasOwn(securityKinds, name);

const kindByEvent = new Map<string, SecurityKind>(
  securityKindNames.flatMap((kind) =>
    securityKinds[kind].from.map((type) => [type, kind] as const),
  ),
);

/** The kind of line that an event of the audit trail makes; null for all that are no matter of security. */
export const securityKindOf = (eventType: string): SecurityKind | null =>
  kindByEvent.get(eventType) ?? null;

/** For how long a line is kept, in months. */
export const securityLogMonths = 12;

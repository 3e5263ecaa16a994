import { actions, organisationActions, type Action, type OrganisationAction } from './policy';

const refusable: readonly (Action | OrganisationAction)[] = [...actions, ...organisationActions];

/**
 * What the security log tells. Closed: screens, the export and the writers iterate over it. `from` names
 * the events of the audit trail that make such a line by themselves; kinds without any are noted where
 * they happen, because no event tells them, and say more by one of the codes in `says`.
 */
export const securityKinds = {
  signed_in: { of: 'account', from: [] },
  sign_in_failed: { of: 'account', from: [] },
  sign_in_slowed: { of: 'account', from: [] },
  session_ended: { of: 'account', from: [], says: ['one', 'left', 'all'] },
  password_changed: { of: 'account', from: [] },
  refused: { of: 'organisation', from: [], says: refusable },
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
  exported: { of: 'organisation', from: ['report.requested'], says: ['security_log'] },
  purged: { of: 'organisation', from: ['document.purged'] },
  practice_deleted: { of: 'organisation', from: ['practice.deleted'] },
} as const satisfies Record<
  string,
  {
    readonly of: 'account' | 'organisation';
    readonly from: readonly string[];
    readonly says?: readonly string[];
  }
>;
export type SecurityKind = keyof typeof securityKinds;
type Says<K> = K extends { readonly says: readonly (infer Code)[] } ? Code : never;
/** What a line that is noted where it happens can say besides its kind. */
export type SecurityDetail = Says<(typeof securityKinds)[SecurityKind]>;
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

/** All that a line can say besides its kind: events, or how it came about. */
export const securityDetailsOf = (kind: SecurityKind): readonly string[] => {
  const { from, says = [] }: { from: readonly string[]; says?: readonly string[] } =
    securityKinds[kind];
  return [...from, ...says];
};

/**
 * Where the catalogue has the words for what a line says besides its kind. What no list names any more
 * was written by an earlier version.
 */
export const securityDetailKey = (kind: SecurityKind, detail: string) =>
  securityDetailsOf(kind).includes(detail)
    ? (`securityLog.${kind === 'refused' ? 'actions' : 'details'}.${detail}` as const)
    : 'securityLog.earlier';

/** What a line can be about. */
export const securitySubjects = [
  'answer',
  'assessment_proposal',
  'comment',
  'committee',
  'condition',
  'document',
  'evaluation',
  'evidence_link',
  'filed_document',
  'invitation',
  'late_recusal',
  'meeting',
  'member',
  'opinion',
  'organisation',
  'part',
  'part_answer',
  'part_page',
  'practice_file',
  'report',
  'round',
  'seat',
  'thread',
] as const;

/** Where the catalogue has the word for what a line is about. */
export const securitySubjectKey = (kind: string) =>
  (securitySubjects as readonly string[]).includes(kind)
    ? (`securityLog.subjects.${kind}` as const)
    : 'securityLog.earlier';

/** For how long a line is kept, in months. */
export const securityLogMonths = 12;

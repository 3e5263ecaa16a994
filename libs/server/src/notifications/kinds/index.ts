import { allPartsIn } from './all-parts-in';
import { decisionRecorded } from './decision-recorded';
import { declarationNeeded } from './declaration-needed';
import { declareFirst } from './declare-first';
import type { AccountKindDefinition, KindDefinition } from './definition';
import { functionsChanged } from './functions-changed';
import { invitationAsked } from './invitation-asked';
import { membershipConfirmed } from './membership-confirmed';
import { mentioned } from './mentioned';
import { opinionAdopted } from './opinion-adopted';
import { opinionOpen } from './opinion-open';
import { panelChanged } from './panel-changed';
import { partAssigned } from './part-assigned';
import { partDueSoon } from './part-due-soon';
import { partOverdue } from './part-overdue';
import { partReminded } from './part-reminded';
import { partReturned } from './part-returned';
import { passwordReset } from './password-reset';
import { personJoined } from './person-joined';
import { personToConfirm } from './person-to-confirm';
import { reportReady } from './report-ready';
import { resetLinkMade } from './reset-link-made';
import { roundClosed } from './round-closed';
import { roundOpened } from './round-opened';
import { threadAssigned } from './thread-assigned';
import { voteCancelled } from './vote-cancelled';
import { proxyVoided } from './proxy-voided';
import { recusalFoundLate } from './recusal-found-late';
import { resultsWithheld } from './results-withheld';
import { assessmentLapsed } from './assessment-lapsed';
import { assessmentToConfirm } from './assessment-to-confirm';
import { interestToWeigh } from './interest-to-weigh';
import { conditionToConfirm } from './condition-to-confirm';
import { conditionHandedOver } from './condition-handed-over';
import { holderLeft } from './holder-left';
import { conditionReturned } from './condition-returned';

/**
 * Every kind of notification, about files and about accounts. Closed: a new one is one file here, one line below and its texts
 * (docs/adding-a-notification-kind.md). The key is stored, so it never changes.
 */
const fileKinds = {
  part_assigned: partAssigned,
  mentioned,
  thread_assigned: threadAssigned,
  part_returned: partReturned,
  part_due_soon: partDueSoon,
  part_overdue: partOverdue,
  part_reminded: partReminded,
  all_parts_in: allPartsIn,
  declaration_needed: declarationNeeded,
  declare_first: declareFirst,
  panel_changed: panelChanged,
  round_opened: roundOpened,
  round_closed: roundClosed,
  opinion_open: opinionOpen,
  opinion_adopted: opinionAdopted,
  vote_cancelled: voteCancelled,
  proxy_voided: proxyVoided,
  recusal_found_late: recusalFoundLate,
  results_withheld: resultsWithheld,
  assessment_to_confirm: assessmentToConfirm,
  assessment_lapsed: assessmentLapsed,
  interest_to_weigh: interestToWeigh,
  condition_to_confirm: conditionToConfirm,
  condition_returned: conditionReturned,
  condition_handed_over: conditionHandedOver,
  holder_left: holderLeft,
  decision_recorded: decisionRecorded,
  report_ready: reportReady,
} satisfies Record<string, KindDefinition>;

const accountKinds = {
  password_reset: passwordReset,
  reset_link_made: resetLinkMade,
  person_to_confirm: personToConfirm,
  membership_confirmed: membershipConfirmed,
  functions_changed: functionsChanged,
  invitation_asked: invitationAsked,
  person_joined: personJoined,
} satisfies Record<string, AccountKindDefinition>;

const kinds = { ...fileKinds, ...accountKinds };

export type FileKind = keyof typeof fileKinds;
export type AccountKind = keyof typeof accountKinds;
export type Kind = FileKind | AccountKind;

export const fileKindNames = Object.keys(fileKinds) as FileKind[];
export const accountKindNames = Object.keys(accountKinds) as AccountKind[];

export const kindNames: readonly Kind[] = [...fileKindNames, ...accountKindNames];

/** The definition of a kind about files, for consumers that treat all alike. */
export const fileKindOf = (kind: FileKind): KindDefinition => fileKinds[kind];

/** The definition of a kind about accounts, likewise. */
export const accountKindOf = (kind: AccountKind): AccountKindDefinition => accountKinds[kind];

export const isAccountKind = (kind: Kind): kind is AccountKind => Object.hasOwn(accountKinds, kind);

export const isKind = (value: string): value is Kind => Object.hasOwn(kinds, value);

const eventsOf = (kind: Kind): readonly string[] =>
  (isAccountKind(kind) ? accountKindOf(kind) : fileKindOf(kind)).trigger.events ?? [];

/** Kinds that an event sets off. */
export const kindsOfEvent = (type: string): Kind[] =>
  kindNames.filter((kind) => eventsOf(kind).includes(type));

/** Kinds of the daily reminders. */
export const dailyKinds: readonly FileKind[] = fileKindNames.filter(
  (kind) => fileKindOf(kind).trigger.daily,
);

export * from './definition';

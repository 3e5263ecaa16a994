import { allPartsIn } from './all-parts-in';
import { decisionRecorded } from './decision-recorded';
import { declarationNeeded } from './declaration-needed';
import { declareFirst } from './declare-first';
import type { KindDefinition } from './definition';
import { mentioned } from './mentioned';
import { opinionAdopted } from './opinion-adopted';
import { opinionOpen } from './opinion-open';
import { panelChanged } from './panel-changed';
import { partAssigned } from './part-assigned';
import { partDueSoon } from './part-due-soon';
import { partOverdue } from './part-overdue';
import { partReminded } from './part-reminded';
import { partReturned } from './part-returned';
import { reportReady } from './report-ready';
import { roundClosed } from './round-closed';
import { roundOpened } from './round-opened';
import { threadAssigned } from './thread-assigned';
import { voteCancelled } from './vote-cancelled';
import { proxyVoided } from './proxy-voided';
import { recusalFoundLate } from './recusal-found-late';
import { resultsWithheld } from './results-withheld';
import { assessmentToConfirm } from './assessment-to-confirm';
import { conditionToConfirm } from './condition-to-confirm';
import { conditionReturned } from './condition-returned';

/**
 * Every kind of notification. Closed: a new one is one file here, one line below and its texts
 * (docs/adding-a-notification-kind.md). The key is stored, so it never changes.
 */
export const kinds = {
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
  condition_to_confirm: conditionToConfirm,
  condition_returned: conditionReturned,
  decision_recorded: decisionRecorded,
  report_ready: reportReady,
} satisfies Record<string, KindDefinition>;

export type Kind = keyof typeof kinds;

export const kindNames = Object.keys(kinds) as Kind[];

/** The definition of a kind, for consumers that treat all alike. */
export const kindOf = (kind: Kind): KindDefinition => kinds[kind];

export const isKind = (value: string): value is Kind => Object.hasOwn(kinds, value);

/** Kinds that an event sets off. */
export const kindsOfEvent = (type: string): Kind[] =>
  kindNames.filter((kind) => kindOf(kind).trigger.events?.includes(type));

/** Kinds of the daily reminders. */
export const dailyKinds: readonly Kind[] = kindNames.filter((kind) => kindOf(kind).trigger.daily);

export * from './definition';

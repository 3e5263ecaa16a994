import { daysBetween, type CalendarDate } from '../evaluations';
import type { VotingRules } from './votes';

/** How the committee sits. */
export const meetingModes = ['in_meeting', 'remote', 'written_consultation'] as const;
export type MeetingMode = (typeof meetingModes)[number];

export interface Notice {
  /** Days between the call and the sitting. */
  readonly days: number;
  readonly needed: number;
  /** Short notice is said in the minutes; it does not forbid the sitting. */
  readonly isShort: boolean;
}

/** Whether the call to a sitting left the days the rules ask for; urgency lifts them. */
export function noticeOf(
  meeting: {
    readonly calledOn: CalendarDate;
    readonly heldOn: CalendarDate;
    readonly urgent: boolean;
  },
  rules: Pick<VotingRules, 'noticeDays'>,
): Notice {
  const days = daysBetween(meeting.calledOn, meeting.heldOn);
  const needed = meeting.urgent ? 0 : rules.noticeDays;
  return { days, needed, isShort: days < needed };
}

import { daysBetween, type CalendarDate } from '../evaluations';
import type { Id } from '../kernel';
import type { Attendance, VotingRules } from './votes';

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

/** One member's line on the sheet of a sitting. */
export interface AttendanceLine {
  readonly seatId: Id;
  readonly attendance: Attendance;
  readonly representedBy: Id | null;
  readonly note: string;
}

/**
 * A sheet as it is kept: who has voted in writing took part in writing, whatever a sheet says that
 * was written before. A note on that member is taken over.
 * @param voted lines of those who have voted in writing
 */
export function keepWrittenVotes(
  sheet: readonly AttendanceLine[],
  voted: readonly Pick<AttendanceLine, 'seatId' | 'note'>[],
): AttendanceLine[] {
  const seats = new Set(voted.map(({ seatId }) => seatId));
  return [
    ...sheet.filter(({ seatId }) => !seats.has(seatId)),
    ...voted.map(({ seatId, note }): AttendanceLine => ({
      seatId,
      attendance: 'written',
      representedBy: null,
      note: sheet.find((line) => line.seatId === seatId)?.note || note,
    })),
  ];
}

import { daysBetween, type CalendarDate } from '../evaluations';
import { checkOrder, farthestFrom, refuse, type Id, type Refusal } from '../kernel';
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

/** Refuses days of a sitting that cannot be: called after it is held, or before the file existed. */
export const checkMeetingDays = (
  { calledOn, heldOn }: { readonly calledOn: CalendarDate; readonly heldOn: CalendarDate },
  file: { readonly openedOn: CalendarDate; readonly today: CalendarDate },
): Refusal | null =>
  checkOrder(
    ['opened_on', file.openedOn],
    ['called_on', calledOn],
    ['held_on', heldOn],
    farthestFrom(file.today),
  );

/** Refuses minutes validated before the sitting was held. */
export const checkMinutesDay = (heldOn: CalendarDate, today: CalendarDate): Refusal | null =>
  checkOrder(['held_on', heldOn], ['minutes_validated', today]);

/** A first call of this cycle whose validated minutes find the quorum missing. */
export interface FailedCall {
  readonly id: Id;
  readonly heldOn: CalendarDate;
}

/**
 * Whether a sitting may be the call it is said to be. A second one is called after a first sitting
 * on the same opinion has failed for want of a quorum. Source: domain guide §7.
 */
export function checkCall(
  sitting: {
    readonly id: Id | null;
    readonly call: 'first' | 'second';
    readonly calledOn: CalendarDate;
  },
  failed: readonly FailedCall[],
): Refusal | null {
  const isFounded =
    sitting.call === 'first' ||
    failed.some(({ id, heldOn }) => id !== sitting.id && heldOn <= sitting.calledOn);
  return isFounded ? null : refuse('second_call_unfounded');
}

/**
 * Whether it has stood on record long enough that a first call failed: the days of notice, one at least,
 * before the second sitting.
 * Before, a second call waives nothing, or one person would write down a sitting to which nobody was
 * called, and adopt alone at the next. Urgency lifts it not.
 * @param recordedOn day on which the minutes of the first sitting were validated
 * @param heldOn day of the second sitting; today while that is to come
 */
export const hasStood = (
  recordedOn: CalendarDate,
  heldOn: CalendarDate,
  { noticeDays }: Pick<VotingRules, 'noticeDays'>,
): boolean => daysBetween(recordedOn, heldOn) >= Math.max(1, noticeDays);

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

/** Who writes a sheet, as far as it could give her something. */
export interface SheetWriter {
  readonly seats: readonly Id[];
  readonly chairs: boolean;
}

/**
 * Refuses what a writer of the sheet would give to herself: another member's vote as a proxy, and the
 * casting vote of who presides, which is the chair's. Somebody else writes that down, and what already
 * stood there may stay. Source: decision 0011, nobody widens the own power.
 * @param before the sitting as it stands; null for a new one
 */
export function checkOwnHand(
  before: Pick<SittingUnderVote, 'presidingSeat' | 'attendance'> | null,
  after: Pick<SittingUnderVote, 'presidingSeat' | 'attendance'>,
  { seats, chairs }: SheetWriter,
): Refusal | null {
  const proxies = (sitting: Pick<SittingUnderVote, 'attendance'> | null): Id[] =>
    (sitting?.attendance ?? [])
      .filter(
        ({ attendance, representedBy }) =>
          attendance === 'represented' && representedBy !== null && seats.includes(representedBy),
      )
      .map(({ seatId }) => seatId);
  const kept = proxies(before);
  if (proxies(after).some((seat) => !kept.includes(seat))) return refuse('own_proxy');
  const { presidingSeat: presiding } = after;
  const presides = presiding !== null && seats.includes(presiding);
  return presides && !chairs && before?.presidingSeat !== presiding
    ? refuse('own_presiding')
    : null;
}

/** What of a sitting a cast vote rests on. */
export interface SittingUnderVote {
  readonly mode: MeetingMode;
  readonly call: 'first' | 'second';
  readonly presidingSeat: Id | null;
  readonly attendance: readonly AttendanceLine[];
}

const standsAs = (sheet: readonly AttendanceLine[], seat: Id): string => {
  const line = sheet.find(({ seatId }) => seatId === seat);
  return `${line?.attendance ?? 'absent'}/${line?.representedBy ?? ''}`;
};

/**
 * Refuses a change of the sitting that would touch votes already in while the ballot is open: how
 * their voters, and those who voted for others, stand on the sheet, the mode, the call, and who
 * presides. Other lines, notes and minutes go on. Source: domain guide §7, a vote cast counts.
 * @param votes those in, with the hand that cast each
 */
export function keepsVotes(
  before: SittingUnderVote,
  after: SittingUnderVote,
  votes: readonly { readonly seatId: Id; readonly castBySeat: Id }[],
): Refusal | null {
  if (votes.length === 0) return null;
  const held = new Set(votes.flatMap(({ seatId, castBySeat }) => [seatId, castBySeat]));
  const isMoved = [...held].some(
    (seat) => standsAs(before.attendance, seat) !== standsAs(after.attendance, seat),
  );
  return isMoved ||
    before.mode !== after.mode ||
    before.call !== after.call ||
    before.presidingSeat !== after.presidingSeat
    ? refuse('votes_are_in', { count: votes.length })
    : null;
}

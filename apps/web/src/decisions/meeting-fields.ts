import { attendances, type Attendance, type MeetingMode } from '@consilium/domain/decisions';
import type { DecisionPage, Meeting } from './use-decision-page';

export interface AttendanceFields {
  readonly attendance: Attendance;
  readonly representedBy: string;
  readonly note: string;
}

export interface MeetingFields {
  readonly mode: MeetingMode;
  readonly calledOn: string;
  readonly heldOn: string;
  readonly urgent: boolean;
  readonly call: 'first' | 'second';
  readonly presidingSeat: string;
  readonly minutes: string;
  /** By seat. */
  readonly attendance: Readonly<Record<string, AttendanceFields>>;
}

export const nobodyThere: AttendanceFields = { attendance: 'absent', representedBy: '', note: '' };

/** Ways of taking part that a mode knows, and whoever fills no seat can be represented only; the others stay where they were chosen before. */
export const attendancesIn = (
  mode: MeetingMode,
  chosen: Attendance,
  vacant: boolean,
): readonly Attendance[] =>
  attendances.filter(
    (one) =>
      one === chosen ||
      one === 'absent' ||
      ((!vacant || one === 'represented') &&
        (mode === 'written_consultation'
          ? one === 'written'
          : one !== 'written' && (one !== 'present' || mode === 'in_meeting'))),
  );

/** Who sits or sat: everybody on the sheet; of a new one the seats of the panel and places that nobody fills. */
export const seatsAt = (page: DecisionPage, meeting: Meeting | null) =>
  page.seats.filter(({ seat, active, vacant }) =>
    meeting ? meeting.sheet.includes(seat) : active || vacant,
  );

/** Whom the form can mark: who sits or sat, and whoever was heard without a vote before she was seated. */
export const seatsToMark = (page: DecisionPage, meeting: Meeting | null) => {
  const sat = new Set(seatsAt(page, meeting));
  return page.seats.filter((one) => sat.has(one) || (one.active && !one.votes));
};

/** What the form begins with: the meeting as it stands, or one today under the chair. */
export function meetingFields(page: DecisionPage, meeting: Meeting | null): MeetingFields {
  if (!meeting) {
    const chair = page.seats.find(({ active, functions }) => active && functions.includes('chair'));
    return {
      mode: 'in_meeting',
      calledOn: page.today,
      heldOn: page.today,
      urgent: false,
      call: 'first',
      presidingSeat: chair?.seat ?? '',
      minutes: '',
      attendance: {},
    };
  }
  const { mode, calledOn, heldOn, urgent, call, minutes } = meeting;
  return {
    mode,
    calledOn,
    heldOn,
    urgent,
    call,
    minutes,
    presidingSeat: meeting.presidingSeat ?? '',
    attendance: Object.fromEntries(
      meeting.attendance.map(({ seatId, attendance, representedBy, note }) => [
        seatId,
        { attendance, representedBy: representedBy ?? '', note },
      ]),
    ),
  };
}

/** The sheet as the server takes it: whoever is absent without a note needs no line. */
export const attendanceInput = (attendance: MeetingFields['attendance']) =>
  Object.entries(attendance)
    .filter(([, line]) => line.attendance !== 'absent' || line.note.trim() !== '')
    .map(([seatId, line]) => ({
      seatId,
      attendance: line.attendance,
      representedBy:
        line.attendance === 'represented' && line.representedBy !== '' ? line.representedBy : null,
      note: line.note,
    }));

import type { Facts } from '@consilium/domain/access';
import {
  attendances,
  checkCall,
  checkMeetingDays,
  checkMinutesDay,
  checkOwnHand,
  keepsVotes,
  keepWrittenVotes,
  meetingModes,
  type AttendanceLine,
  type MeetingMode,
  type SheetWriter,
} from '@consilium/domain/decisions';
import { isCalendarDate, type CalendarDate } from '@consilium/domain/evaluations';
import {
  isId,
  isRefusal,
  parseText,
  refuse,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import type { Actor, Outcome, UnitOfWork, WriteTransaction } from '../platform/database';
import { contentOf, wider } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { failedCalls, quorumAt, sheetOf } from './counting';
import { loadJudgement, type Judgement } from './judgement';
import { vouchedMinutes } from './vouched';

/** Longest minutes and longest note on one member, in UTF-16 units. */
export const maxMinutes = 20_000;
export const maxAttendanceNote = 500;

export interface SaveMeeting {
  readonly operationId: Id;
  readonly evaluationId: Id;
  /** Null for a new one. */
  readonly meetingId: Id | null;
  /** Version the person was looking at; 0 for a new one. */
  readonly baseVersion: number;
  readonly mode: MeetingMode;
  readonly calledOn: CalendarDate;
  readonly heldOn: CalendarDate;
  readonly urgent: boolean;
  readonly call: 'first' | 'second';
  readonly presidingSeat: Id | null;
  readonly minutes: string;
  readonly attendance: readonly AttendanceLine[];
}

export interface MeetingSaved {
  readonly id: Id;
  readonly number: number;
  readonly version: number;
}

const writtenVotes = `select a.seat_id as "seatId", a.note from meeting_attendance a
  where a.meeting_id = $1 and a.attendance = 'written' and exists (
    select 1 from vote v join opinion o on o.organisation_id = v.organisation_id
      and o.id = v.opinion_id
    where o.meeting_id = a.meeting_id and v.seat_id = a.seat_id)`;

/** Sittings of the committee: who took part, and what is kept of it. */
export class MeetingsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /**
   * Plans a meeting, or changes one whose minutes nobody has validated yet. Whoever has voted in
   * writing meanwhile stays on the sheet. A second call needs a first one that failed. Refused where
   * it would touch a vote already in.
   */
  async saveMeeting(actor: Actor, input: SaveMeeting): Promise<Outcome<MeetingSaved>> {
    const minutes = parseText(input.minutes, maxMinutes);
    if (isRefusal(minutes)) return minutes;
    const sheet: AttendanceLine[] = [];
    for (const line of input.attendance) {
      const note = parseText(line.note, maxAttendanceNote);
      if (isRefusal(note)) return note;
      sheet.push({ ...line, note });
    }
    if (
      !meetingModes.includes(input.mode) ||
      !isCalendarDate(input.calledOn) ||
      !isCalendarDate(input.heldOn) ||
      (input.call !== 'first' && input.call !== 'second') ||
      (input.meetingId !== null && !isId(input.meetingId))
    ) {
      return refuse('invalid_input');
    }
    return this.unitOfWork.act(
      actor,
      'meeting.edit',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId, lock: 'evaluation' },
      async (tx, { evaluationId, facts }) => {
        const judgement = await loadJudgement(tx, this.templates, evaluationId);
        if (!judgement) return refuse('not_found');
        const before = judgement.meetings.find(({ id }) => id === input.meetingId) ?? null;
        const wrong =
          checkSeats(input, new Set(judgement.panel.map(({ seat }) => seat))) ??
          checkOwnHand(before, input, writerOf(facts)) ??
          checkMeetingDays(input, {
            openedOn: judgement.openedOn,
            today: judgement.context.today,
          }) ??
          checkCall({ ...input, id: input.meetingId }, failedCalls(judgement));
        if (wrong) return wrong;
        const voted =
          input.meetingId === null
            ? []
            : await tx.rows<Pick<AttendanceLine, 'seatId' | 'note'>>(writtenVotes, [
                input.meetingId,
              ]);
        const attendance = keepWrittenVotes(sheet, voted);
        const touching = touchesVotes(judgement, { ...input, attendance });
        if (touching) return touching;
        const kept = await this.keep(tx, evaluationId, input, minutes);
        if (isRefusal(kept)) return kept;
        await tx.rows('delete from meeting_attendance where meeting_id = $1', [kept.id]);
        await tx.rows(
          `insert into meeting_attendance (organisation_id, meeting_id, seat_id, attendance,
             represented_by, note)
           select $1, $2, l.seat_id, l.attendance, l.represented_by, l.note
             from jsonb_to_recordset($3::jsonb) as l(seat_id uuid, attendance text,
               represented_by uuid, note text)`,
          [
            actor.organisationId,
            kept.id,
            JSON.stringify(
              attendance.map((line) => ({
                seat_id: line.seatId,
                attendance: line.attendance,
                represented_by: line.attendance === 'represented' ? line.representedBy : null,
                note: line.note,
              })),
            ),
          ],
        );
        tx.record({
          type: input.meetingId === null ? 'meeting.planned' : 'meeting.changed',
          subject: { kind: 'meeting', id: kept.id },
          data: { n: kept.number, version: kept.version },
        });
        tx.signal({ topic: 'decision.changed', id: kept.id });
        return kept;
      },
    );
  }

  /**
   * The chair validates the minutes, or withdraws the validation before the opinion is adopted. The
   * quorum is kept as it is found then, and so is the sheet, with everybody who was awaited: what
   * becomes of the panel afterwards changes neither.
   */
  async validateMinutes(
    actor: Actor,
    input: { operationId: Id; meetingId: Id; baseVersion: number; validated: boolean },
  ): Promise<Outcome<MeetingSaved>> {
    return this.unitOfWork.act(
      actor,
      'minutes.validate',
      { kind: 'meeting', id: input.meetingId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const judgement = await loadJudgement(tx, this.templates, evaluationId);
        const meeting = judgement?.meetings.find(({ id }) => id === input.meetingId);
        if (!judgement || !meeting) throw new Error('a meeting both exists and does not');
        if (meeting.version !== input.baseVersion) return refuse('stale_version');
        if (input.validated && meeting.minutes.trim() === '') return refuse('minutes_missing');
        if (input.validated && meeting.validatedAt !== null)
          return refuse('minutes_already_validated');
        const early = checkMinutesDay(meeting.heldOn, judgement.context.today);
        if (input.validated && early) return early;
        // An earlier cycle's opinion was adopted on them, whatever has begun since.
        if (!input.validated && (await carriesAdopted(tx, input.meetingId)))
          return refuse('sealed');
        const chair = facts.seats.find(({ functions }) => functions.includes('chair'));
        if (!chair) return refuse('not_permitted');
        const version = meeting.version + 1;
        await tx.rows(
          `update meeting set validated_at = $2, validated_by_seat = $3, version = $4, quorum = $5
            where id = $1`,
          [
            input.meetingId,
            input.validated ? tx.now : null,
            input.validated ? chair.id : null,
            version,
            input.validated ? JSON.stringify(quorumAt(judgement, meeting)) : null,
          ],
        );
        if (input.validated) {
          await tx.rows(
            `insert into meeting_attendance (organisation_id, meeting_id, seat_id, attendance)
             select $1, $2, seat, 'absent' from unnest($3::uuid[]) seat on conflict do nothing`,
            [actor.organisationId, input.meetingId, sheetOf(judgement, meeting)],
          );
        }
        tx.record({
          type: input.validated ? 'minutes.validated' : 'minutes.reopened',
          subject: { kind: 'meeting', id: input.meetingId },
          seatId: chair.id,
          data: { n: meeting.number, version, ...(input.validated && wider) },
          ...(input.validated && { content: await contentOf(tx, vouchedMinutes, meeting.id) }),
        });
        tx.signal({ topic: 'decision.changed', id: input.meetingId });
        return { id: input.meetingId, number: meeting.number, version };
      },
    );
  }

  private async keep(
    tx: WriteTransaction,
    evaluationId: Id,
    input: SaveMeeting,
    minutes: string,
  ): Promise<MeetingSaved | Refusal> {
    const values = [
      input.mode,
      input.calledOn,
      input.heldOn,
      input.urgent,
      input.call,
      input.presidingSeat,
      minutes,
    ];
    if (input.meetingId === null) {
      const id = tx.newId();
      const [made] = await tx.rows<{ number: number }>(
        `insert into meeting (organisation_id, id, evaluation_id, number, mode, called_on, held_on,
           urgent, call, presiding_seat, minutes, created_at)
         select $1::uuid, $2::uuid, $3::uuid,
           (select coalesce(max(number), 0) + 1 from meeting where evaluation_id = $3::uuid),
           $4, $5::date, $6::date, $7::boolean, $8, $9::uuid, $10, $11::timestamptz
         returning number`,
        [tx.actor.organisationId, id, evaluationId, ...values, tx.now],
      );
      if (!made) throw new Error('a meeting was not kept');
      return { id, number: made.number, version: 1 };
    }
    const [known] = await tx.rows<{ number: number; version: number; validated: boolean }>(
      `select number, version, validated_at is not null as validated from meeting
        where id = $1 and evaluation_id = $2`,
      [input.meetingId, evaluationId],
    );
    if (!known) return refuse('not_found');
    if (known.version !== input.baseVersion) return refuse('stale_version');
    if (known.validated) return refuse('minutes_already_validated');
    await tx.rows(
      `update meeting set mode = $2, called_on = $3, held_on = $4, urgent = $5, call = $6,
         presiding_seat = $7, minutes = $8, version = version + 1 where id = $1`,
      [input.meetingId, ...values],
    );
    return { id: input.meetingId, number: known.number, version: known.version + 1 };
  }
}

const writerOf = ({ seats }: Facts): SheetWriter => ({
  seats: seats.map(({ id }) => id),
  chairs: seats.some(({ functions }) => functions.includes('chair')),
});

/** Every seat named is of this panel, once, and stands in a way that exists. */
const checkSeats = (input: SaveMeeting, seats: ReadonlySet<Id>): Refusal | null => {
  const lines = input.attendance;
  const isFaulty =
    new Set(lines.map(({ seatId }) => seatId)).size !== lines.length ||
    lines.some(
      ({ seatId, attendance, representedBy }) =>
        !seats.has(seatId) ||
        !attendances.includes(attendance) ||
        (representedBy !== null && !seats.has(representedBy)),
    ) ||
    (input.presidingSeat !== null && !seats.has(input.presidingSeat));
  return isFaulty ? refuse('invalid_input') : null;
};

/** Why the meeting may not be kept so: votes that are in on an open ballot rest on how it stands. */
const touchesVotes = ({ opinion, meeting }: Judgement, after: SaveMeeting): Refusal | null =>
  opinion?.state === 'voting' && meeting !== null && meeting.id === after.meetingId
    ? keepsVotes(meeting, after, opinion.votes)
    : null;

/** Whether an opinion, of this cycle or an earlier one, was adopted at the meeting. */
async function carriesAdopted(tx: WriteTransaction, meetingId: Id): Promise<boolean> {
  const rows = await tx.rows(
    `select 1 from opinion where meeting_id = $1 and state = 'adopted' limit 1`,
    [meetingId],
  );
  return rows.length > 0;
}

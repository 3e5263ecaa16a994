import {
  asVoted,
  checkCall,
  hasStood,
  quorumOf,
  tally,
  type AttendanceLine,
  type Ballots,
  type Quorum,
  type Tally,
  type Voter,
} from '@consilium/domain/decisions';
import { electorateOn, isCleared, isVacant, steppedInAfter } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { PanelMember } from '../consensus';
import type { Judgement, MeetingRecord, VoteRecord } from './judgement';

// Who counts, at a sitting and in a vote. What is over is read as it was found then, never counted anew
// from the seats of today (decision 0025).

const tookPart = (sheet: readonly Pick<AttendanceLine, 'seatId' | 'attendance'>[]) => {
  const there = new Set(
    sheet.flatMap(({ seatId, attendance }) => (attendance === 'absent' ? [] : [seatId])),
  );
  return (seat: Id) => there.has(seat);
};

/**
 * Who counted at a sitting: whoever held each place of the electorate on its day, or votes today while
 * none is frozen; of one to come, who counts now.
 */
export function electorsAt(
  { panel, places }: Pick<Judgement, 'panel' | 'places'>,
  {
    heldOn,
    attendance,
  }: Pick<MeetingRecord, 'heldOn'> & {
    readonly attendance: readonly Pick<AttendanceLine, 'seatId' | 'attendance'>[];
  },
): PanelMember[] {
  if (places.length === 0) return panel.filter(({ elector }) => elector);
  const seats = new Set(electorateOn(places, heldOn, tookPart(attendance)));
  return panel.filter(({ seat }) => seats.has(seat));
}

/** The ballot that is open at the meeting counts as things stand. */
const isUnderVote = ({ opinion, meeting }: Judgement, { id }: MeetingRecord): boolean =>
  opinion?.state === 'voting' && meeting?.id === id;

/**
 * The electorate of now at a meeting, and every seat whose vote is in, whatever has become of it since;
 * without a meeting, everybody is absent.
 */
export const votersAt = (
  panel: readonly PanelMember[],
  meeting: MeetingRecord | null,
  votes: readonly VoteRecord[] = [],
): Voter[] => {
  const cast = new Set(votes.map(({ seatId }) => seatId));
  return asVoters(
    panel.filter((member) => member.elector || cast.has(member.seat)),
    { meeting, votes, isVacant },
  );
};

function asVoters(
  members: readonly PanelMember[],
  sitting: {
    readonly meeting: MeetingRecord | null;
    readonly votes: readonly VoteRecord[];
    isVacant(member: PanelMember): boolean;
  },
): Voter[] {
  const cast = new Map(sitting.votes.map((vote) => [vote.seatId, vote]));
  return members.map((member) => {
    const line = sitting.meeting?.attendance.find(({ seatId }) => seatId === member.seat);
    return {
      seat: member.seat,
      profession: member.profession,
      answerRoles: cast.get(member.seat)?.castRoles ?? member.answerRoles,
      declared:
        isCleared(member.declaration) ||
        (member.declaration === 'assessed_major' && member.recusal !== 'all'),
      recusal: member.recusal,
      attendance: line?.attendance ?? 'absent',
      representedBy: line?.representedBy ?? null,
      vacant: sitting.isVacant(member),
    };
  });
}

/** Votes by seat. */
const ballotsOf = (votes: readonly VoteRecord[]): Ballots =>
  Object.fromEntries(votes.map(({ seatId, choice }) => [seatId, choice]));

/** First calls of this cycle whose validated minutes find the quorum missing. */
export function failedCalls({ meetings, earlier, context }: Judgement): MeetingRecord[] {
  const began = earlier.map(({ adoptedAt }) => adoptedAt ?? '').reduce(laterOf, '');
  return meetings.filter(
    ({ call, quorum, heldOn, createdAt }) =>
      call === 'first' &&
      quorum?.met === false &&
      heldOn <= context.today &&
      (began === '' || new Date(createdAt) > new Date(began)),
  );
}

const laterOf = (one: string, other: string): string =>
  one === '' || new Date(one) < new Date(other) ? other : one;

/**
 * A second call whose first one does not stand as failed, or had not for long when it was held, counts
 * as a first one: waiting afterwards changes nothing.
 */
const callOf = (judgement: Judgement, meeting: MeetingRecord): 'first' | 'second' => {
  const { today } = judgement.context;
  const by = meeting.heldOn < today ? meeting.heldOn : today;
  const stood = failedCalls(judgement).filter(
    ({ validatedOn }) => validatedOn !== null && hasStood(validatedOn, by, judgement.rules),
  );
  return checkCall(meeting, stood) === null ? meeting.call : 'first';
};

/** Quorum and count of votes: of an adopted opinion as they were found then, of any other as they stand. */
export function countOf(judgement: Judgement): { quorum: Quorum; tally: Tally } {
  const { meeting, opinion, panel, rules } = judgement;
  if (opinion?.quorum && opinion.tally) return { quorum: opinion.quorum, tally: opinion.tally };
  const votes = opinion?.votes ?? [];
  const voters = asVoted(votersAt(panel, meeting, votes), ballotsOf(votes));
  return {
    quorum: quorumOf(voters, rules, meeting ? callOf(judgement, meeting) : 'first'),
    tally: tally(ballotsOf(votes), voters, rules, meeting?.presidingSeat ?? null),
  };
}

/**
 * The quorum of one sitting from its attendance: with the votes that are in while the vote is open, else
 * of those who counted on its day.
 */
export function quorumAt(judgement: Judgement, meeting: MeetingRecord): Quorum {
  const { panel, rules, opinion, context } = judgement;
  const isOver = meeting.heldOn < context.today;
  const votes = opinion && isUnderVote(judgement, meeting) ? opinion.votes : [];
  const voters = isUnderVote(judgement, meeting)
    ? votersAt(panel, meeting, votes)
    : asVoters(electorsAt(judgement, meeting), {
        meeting,
        votes,
        // Of a day that has passed the sheet alone says who was there.
        isVacant: (member) => !isOver && isVacant(member),
      });
  return quorumOf(asVoted(voters, ballotsOf(votes)), rules, callOf(judgement, meeting));
}

/**
 * The quorum of a sitting as it is shown: while the vote is open at it, what an adoption would find now;
 * then that of the opinion adopted at it, else as its validated minutes find it, else as its attendance
 * gives it.
 */
export function shownQuorum(judgement: Judgement, meeting: MeetingRecord): Quorum {
  const { opinion, earlier } = judgement;
  if (isUnderVote(judgement, meeting)) return quorumAt(judgement, meeting);
  const adopted = [...earlier, ...(opinion ? [opinion] : [])].findLast(
    ({ state, meetingId }) => state === 'adopted' && meetingId === meeting.id,
  );
  return adopted?.quorum ?? meeting.quorum ?? quorumAt(judgement, meeting);
}

/**
 * The seats on the sheet of a sitting: whoever came, or was awaited and did not. Validated minutes have a
 * line for each, but for those of before sheets were whole: there the quorum that was kept says who was
 * missing and who recused. Of others it is who was on the panel on the day, of one to come who is now.
 */
export function sheetOf(judgement: Judgement, meeting: MeetingRecord): Id[] {
  const { panel, places, context } = judgement;
  const { heldOn, attendance, validatedAt, quorum } = meeting;
  const lines = new Set([
    ...attendance.map(({ seatId }) => seatId),
    ...(quorum ? [...quorum.missing.map(({ seat }) => seat), ...quorum.recused] : []),
  ]);
  const counting = isUnderVote(judgement, meeting)
    ? panel.filter(({ elector }) => elector)
    : electorsAt(judgement, meeting);
  const counted = new Set(counting.map(({ seat }) => seat));
  // Who stepped into a place after the sitting was not awaited at it.
  const later = new Set(steppedInAfter(places, heldOn, counted));
  const wasAwaited = ({ seat, active, seatedFrom, seatedTo }: PanelMember): boolean => {
    if (validatedAt !== null || later.has(seat)) return false;
    if (counted.has(seat) || heldOn >= context.today) return counted.has(seat) || active;
    return seatedFrom <= heldOn && heldOn <= (seatedTo ?? heldOn);
  };
  return panel
    .filter((member) => lines.has(member.seat) || wasAwaited(member))
    .map(({ seat }) => seat);
}

import { v7 } from 'uuid';
import type { TestEvaluation } from '@consilium/testing';
import { judging, type Judging } from './judging';
import { writing } from './documents';
import { openScene, type Scene } from './scene';

const present = ['chair', 'clinician', 'patient', 'itSecurity'] as const;
const counts = 'met eligible takingPart needed missing { seat because } recused';
const shown = `{ seats { seat name active } quorum { ${counts} }
  tally { for against abstain takingPart notVoted carried }
  meetings { id sheet attendance { seatId attendance } quorum { ${counts} } } }`;

interface Shown {
  readonly seats: { seat: string; name: string; active: boolean }[];
  readonly quorum: { eligible: number; takingPart: number } | null;
  readonly tally: object | null;
  readonly meetings: {
    sheet: string[];
    attendance: { seatId: string; attendance: string }[];
    quorum: { eligible: number; takingPart: number };
  }[];
}

/** What was counted at a sitting or in a vote stays as it was, whatever becomes of the seats. */
describe('what took place', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let room: Judging;

  beforeAll(async () => {
    scene = await openScene();
    await scene.administer('markAllRead', {});
  });
  afterAll(() => scene?.close());
  beforeEach(async () => {
    file = await scene.chu.addEvaluation({ phase: 'opinion' });
    room = judging(scene, file);
  });

  /** A further member with a vote, on the file for weeks. */
  const voter = async (name: string) => {
    const member = await scene.addMember(`${name}-${v7()}`);
    const seatId = v7();
    await scene.rows(
      `insert into seat (organisation_id, id, evaluation_id, member_id, profession, answer_roles,
         functions, votes, seated_from)
       values ($1, $2, $3, $4, 'radiographer', '{clinician}', '{}', true, '2026-01-01')`,
      [scene.chu.id, seatId, file.id, member.id],
    );
    await scene.rows(
      `insert into declaration (organisation_id, id, evaluation_id, seat_id, nothing_to_declare,
         confirmed_against, declared_at, version)
       select organisation_id, $2, evaluation_id, $3, nothing_to_declare, confirmed_against,
         declared_at, 1 from declaration where seat_id = $1`,
      [file.seats.patient, v7(), seatId],
    );
    return { ...member, seatId };
  };
  const freeze = async () => {
    await scene.rows(
      `update evaluation set electorate_frozen_at = now() - interval '20 days' where id = $1`,
      [file.id],
    );
    await scene.rows(
      `insert into electorate_place (organisation_id, id, evaluation_id, seat_id, member_id, profession,
         answer_roles, frozen_at)
       select s.organisation_id, gen_random_uuid(), s.evaluation_id, s.id, s.member_id, s.profession,
         s.answer_roles, e.electorate_frozen_at
         from seat s join evaluation e on e.id = s.evaluation_id where s.evaluation_id = $1 and s.votes`,
      [file.id],
    );
  };
  /** She leaves, and her seat goes to somebody else. */
  const handOver = async (leaver: { id: string; seatId: string }) => {
    const heir = await scene.addMember(`heir-${v7()}`);
    const client = await scene.signIn('administrator@chu.test');
    const { leave } = await client.ask<{ leave: { __typename: string } }>(writing('leave', ''), {
      input: {
        operationId: v7(),
        memberId: leaver.id,
        reason: 'Départ',
        holdings: [
          { kind: 'seat', evaluationId: file.id, ids: [leaver.seatId], successorId: heir.id },
        ],
      },
    });
    expect(leave).toMatchObject({ __typename: 'MemberLeft' });
    return heir;
  };
  const page = () => scene.ask<Shown>('chair', 'decisionPage', { evaluationId: file.id }, shown);

  it('shows an adopted opinion and its sitting as they were counted, whoever sits there now', async () => {
    const [there, absent] = [await voter('there'), await voter('absent')];
    await freeze();
    const day = (await room.page()).today;
    const attendance = [...present.map((name) => file.seats[name]), there.seatId].map((seatId) => ({
      seatId,
      attendance: 'present',
    }));
    const id = await room.toTheVote(present, undefined, {}, { attendance, heldOn: day });
    for (const name of present) await room.vote(name, id);
    const client = await scene.signIn(there.email);
    const cast = await client.ask<{ castVote: { __typename: string } }>(writing('castVote', ''), {
      input: { operationId: v7(), opinionId: id, seatId: there.seatId, choice: 'for' },
    });
    expect(cast.castVote).toMatchObject({ __typename: 'VoteKept' });
    await room.validate();
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
    const before = await page();
    const printed = await scene.snapshot(file.id);
    const places = await scene.rows('select 1 from electorate_place where evaluation_id = $1', [
      file.id,
    ]);
    expect(before.quorum).toMatchObject({ eligible: places.length, takingPart: 5 });
    expect(before.meetings[0]!.quorum).toEqual(before.quorum);
    const { sheet, attendance: lines } = before.meetings[0]!;
    expect(lines.filter((line) => line.attendance === 'present')).toHaveLength(5);
    expect(sheet).toHaveLength(before.seats.filter(({ active }) => active).length);

    await handOver(there);
    await handOver(absent);
    await scene.rows('update member set active = false where id = $1', [
      scene.chu.members.clinician2,
    ]);
    try {
      const after = await page();
      expect(after.seats).toHaveLength(before.seats.length + 2);
      expect({ ...after, seats: null }).toEqual({ ...before, seats: null });
      const again = await scene.snapshot(file.id);
      expect(again.meetings).toEqual(printed.meetings);
      expect(again.opinion).toEqual(printed.opinion);
    } finally {
      await scene.rows('update member set active = true where id = $1', [
        scene.chu.members.clinician2,
      ]);
    }
  });

  it('counts a sitting of before by who held the places on its day, until its minutes keep it', async () => {
    const [there, absent] = [await voter('there'), await voter('absent')];
    await freeze();
    const attendance = [...present.map((name) => file.seats[name]), there.seatId].map((seatId) => ({
      seatId,
      attendance: 'present',
    }));
    await room.meeting(present, { attendance });
    const [today] = (await page()).meetings;
    const n = today!.quorum.eligible;
    expect(today!.quorum).toMatchObject({ takingPart: 5 });
    await handOver(there);
    expect((await page()).meetings).toEqual([today]);
    // Five days later.
    await scene.rows(`update meeting set called_on = called_on - 5, held_on = held_on - 5`);
    await scene.rows(
      `update panel_change set changed_at = changed_at - interval '4 days' where evaluation_id = $1`,
      [file.id],
    );
    await scene.rows(
      `update seat set seated_to = seated_to - 4 where evaluation_id = $1 and seated_to is not null`,
      [file.id],
    );
    await scene.rows(
      `update seat set seated_from = seated_from - 4 where evaluation_id = $1
         and seated_from > '2026-01-02'`,
      [file.id],
    );
    const heir = await handOver(absent);
    const [past] = (await page()).meetings;
    expect(past).toMatchObject({ quorum: { eligible: n, takingPart: 5 } });
    expect(past!.sheet).toEqual(today!.sheet);
    expect(await room.validate()).toMatchObject({ __typename: 'MeetingKept' });
    const [kept] = (await page()).meetings;
    expect(kept).toMatchObject({ sheet: past!.sheet, quorum: past!.quorum });
    const [row] = await scene.rows<{ quorum: { eligible: number; takingPart: number } }>(
      'select quorum from meeting where evaluation_id = $1',
      [file.id],
    );
    expect(row!.quorum).toMatchObject({ eligible: n, takingPart: 5 });
    // Validated before sheets were whole, and she was seated again since: the quorum knows of her.
    await scene.rows(
      `delete from meeting_attendance where seat_id = $1 and attendance = 'absent'`,
      [absent.seatId],
    );
    const known = (await page()).meetings[0]!;
    expect(known.attendance.map(({ seatId }) => seatId)).not.toContain(absent.seatId);
    expect(known.sheet).toEqual(past!.sheet);
    // The next one counts who sits there now.
    await room.meeting(present);
    const next = (await page()).meetings.at(-1)!;
    expect(next.quorum).toMatchObject({ eligible: n, takingPart: 4 });
    const [seat] = await scene.rows<{ id: string }>('select id from seat where member_id = $1', [
      heir.id,
    ]);
    expect(next.sheet).toContain(seat!.id);
    expect(next.sheet).not.toContain(absent.seatId);
  });

  it('awaits at a sitting who left her place and came back to it before', async () => {
    const there = await voter('there');
    await freeze();
    const heir = await handOver(there);
    const [taken] = await scene.rows<{ id: string }>(
      'select id from seat where evaluation_id = $1 and member_id = $2',
      [file.id, heir.id],
    );
    await scene.rows('update member set active = true, closed_at = null where id = $1', [there.id]);
    await scene.administer('vacateSeat', { seatId: taken!.id, reason: 'Elle revient.' });
    expect(
      await scene.administer('grantSeat', {
        evaluationId: file.id,
        memberId: there.id,
        profession: 'radiographer',
        answerRoles: ['clinician'],
        functions: [],
        votes: true,
        replacesSeatId: taken!.id,
        reason: 'Retour de congé',
      }),
    ).toMatchObject({ __typename: 'FileStaffed' });
    // Away since the day before yesterday, back since yesterday.
    await scene.rows(
      `update panel_change set changed_at = changed_at - case when kind = 'replaced' and seat_id = $2
         then interval '2 days' else interval '1 day' end where evaluation_id = $1`,
      [file.id, taken!.id],
    );
    await scene.rows(`update seat set seated_from = seated_from - 1 where id = $1`, [there.seatId]);
    await room.meeting(present);
    const [sitting] = (await page()).meetings;
    expect(sitting!.sheet).toContain(there.seatId);
    expect(sitting!.sheet).not.toContain(taken!.id);
    await room.validate();
    const [kept] = (await page()).meetings;
    expect(kept!.sheet).toContain(there.seatId);
    expect(kept!.attendance).toContainEqual({ seatId: there.seatId, attendance: 'absent' });
  });

  it('shows one quorum while the vote is open at a sitting whose minutes are validated', async () => {
    await freeze();
    await room.toTheVote(present);
    await room.validate();
    const found = await page();
    expect(found.quorum).toMatchObject({ takingPart: 4 });
    expect(found.meetings[0]!.quorum).toEqual(found.quorum);
    await scene.rows(
      `update declaration set assessment = 'major', nothing_to_declare = false where seat_id = $1`,
      [file.seats.patient],
    );
    const now = await page();
    expect(now.quorum).toMatchObject({ takingPart: 3 });
    expect(now.meetings[0]!.quorum).toEqual(now.quorum);
  });

  it('loses nobody from validated minutes whose vote in writing is taken back', async () => {
    const id = await room.toTheVote([], undefined, {}, { mode: 'written_consultation' });
    await room.vote('clinician', id);
    await room.vote('patient', id);
    await room.validate();
    const line = async (seatId: string) =>
      (await page()).meetings[0]!.attendance.find((one) => one.seatId === seatId)?.attendance;
    const { sheet } = (await page()).meetings[0]!;
    expect(await line(file.seats.patient)).toBe('written');
    await scene.change('coordinator', 'takeOpinionBack', { evaluationId: file.id });
    expect(await line(file.seats.patient)).toBe('absent');
    expect((await page()).meetings[0]!.sheet).toEqual(sheet);
    expect(sheet).toEqual(expect.arrayContaining([file.seats.patient, file.seats.clinician]));
    // Voting again she is on it as one who took part.
    await room.openVote();
    await room.vote('patient', id);
    expect(await line(file.seats.patient)).toBe('written');
    expect(await line(file.seats.clinician)).toBe('absent');
  });

  it('tells of a closed round what its results keep, and whom it waited for no more', async () => {
    const there = await voter('there');
    await scene.rows(`update evaluation set phase = 'rating' where id = $1`, [file.id]);
    await scene.change('coordinator', 'openRound', {
      evaluationId: file.id,
      attribution: 'profession',
    });
    const sheet = () =>
      scene.ask<{ participation: { invited: number } | null }>(
        'coordinator',
        'ratingSheet',
        { evaluationId: file.id, number: 1 },
        '{ participation { invited } }',
      );
    const results = () =>
      scene.ask<{ rounds: object[] }>(
        'coordinator',
        'consensus',
        { evaluationId: file.id },
        '{ rounds { results { invited participated } } }',
      );
    expect((await sheet()).participation).not.toBeNull();
    const [round] = await scene.rows<{ id: string }>(
      'select id from round where evaluation_id = $1',
      [file.id],
    );
    await scene.change('patient', 'castRating', {
      roundId: round!.id,
      statement: scene.chu.template.statements[0]!.key,
      value: 7,
      baseVersion: 0,
    });
    expect(
      await scene.change('chair', 'closeRound', { roundId: round!.id, reason: 'Fin' }),
    ).toMatchObject({ __typename: 'RoundChanged' });
    const before = await results();
    expect(before.rounds).toHaveLength(1);
    expect((await sheet()).participation).toBeNull();
    await handOver(there);
    expect(await results()).toEqual(before);
  });

  it('keeps the quorum of an adoption from telling who was recused', async () => {
    await scene.rows(
      `update declaration set assessment = 'major', nothing_to_declare = false where seat_id = $1`,
      [file.seats.biomedical],
    );
    const id = await room.toTheVote(present);
    for (const name of present) await room.vote(name, id);
    await room.validate();
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
    const kept = (by: 'chair' | 'patient') =>
      scene.ask<{ opinion: { quorum: { recused: string[]; missing: { seat: string }[] } } }>(
        by,
        'decisionPage',
        { evaluationId: file.id },
        '{ opinion { quorum } }',
      );
    expect((await kept('chair')).opinion.quorum.recused).toEqual([file.seats.biomedical]);
    const { quorum } = (await kept('patient')).opinion;
    expect(quorum.recused).toEqual([]);
    expect(quorum.missing).toContainEqual(
      expect.objectContaining({ seat: file.seats.biomedical, because: 'absent' }),
    );
  });
});

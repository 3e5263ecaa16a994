import type { Persona, TestEvaluation } from '@consilium/testing';
import { judging, type Judging } from './judging';
import { openScene, type Answer, type Scene } from './scene';

const outcomeOf = ({ __typename, code }: Answer): string => code ?? __typename;

describe('voting on an opinion, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let room: Judging;
  const voters = [
    'chair',
    'clinician',
    'clinician2',
    'itSecurity',
    'biomedical',
    'patient',
  ] as const;

  const fresh = async () => {
    file = await scene.chu.addEvaluation({ phase: 'opinion' });
    room = judging(scene, file);
  };
  /** The committee's rules, as an administrator sets them; the usual ones without more. */
  const rules = async (changed: Record<string, unknown> = {}) =>
    expect(
      await scene.change('director', 'saveCommittee', {
        committeeId: scene.chu.committeeId,
        name: 'Commission',
        quorumShare: 0.5,
        requiredRoles: [],
        noticeDays: 5,
        rounds: true,
        pilots: true,
        ...changed,
      }),
    ).not.toMatchObject({ code: expect.anything() });
  const votesKept = () =>
    scene.rows<{ seat_id: string; choice: string }>(
      `select v.seat_id, v.choice from vote v join opinion o on o.id = v.opinion_id
        where o.evaluation_id = $1 order by 1`,
      [file.id],
    );

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    await rules();
    await fresh();
  });
  afterAll(() => scene?.close());

  it('is open to the voting seats that take part, once each, changeable until adopted', async () => {
    const id = await room.toTheVote(['chair', 'clinician', 'itSecurity']);
    expect(await room.vote('clinician', id)).toMatchObject({ choice: 'for' });
    expect(await room.vote('clinician', id, 'against')).toMatchObject({ choice: 'against' });
    expect(await room.vote('patient', id)).toMatchObject({ code: 'not_attending' });
    expect(await room.vote('buyer', id)).toMatchObject({ code: 'not_voting' });
    expect(await room.vote('coordinator', id)).toMatchObject({ code: 'not_voting' });
    expect(await room.vote('clinician', id, 'for', 'chair')).toMatchObject({
      code: 'vote_by_own_hand',
    });
    expect(await room.vote('clinician', id, 'for', 'clinician', scene.other)).toMatchObject({
      code: 'not_found',
    });
    expect(await votesKept()).toEqual([{ seat_id: file.seats.clinician, choice: 'against' }]);
    expect((await room.page()).tally).toMatchObject({ for: 0, against: 1, carried: false });
  });

  it('waits for those who take part until they have voted, then its conditions for their owners', async () => {
    const waiting = async (persona: Persona) =>
      (
        await scene.ask<{ kind: string; evaluationId: string; id: string }[]>(
          persona,
          'whatWaits',
          {},
          '{ kind evaluationId id }',
        )
      )
        .filter(({ evaluationId }) => evaluationId === file.id)
        .map(({ kind }) => kind)
        .filter((kind) => ['vote', 'condition', 'confirm'].includes(kind));
    const id = await room.toTheVote(['chair', 'clinician', 'itSecurity']);
    expect(await waiting('clinician')).toEqual(['vote']);
    for (const name of ['patient', 'coordinator'] as const) expect(await waiting(name)).toEqual([]);
    for (const name of ['chair', 'clinician', 'itSecurity'] as const) await room.vote(name, id);
    expect(await waiting('clinician')).toEqual([]);
    await room.validate();
    await room.adopt();
    expect(await room.decide('approved_with_conditions')).not.toMatchObject({
      code: expect.anything(),
    });
    expect(new Set(await waiting('clinician'))).toEqual(new Set(['condition']));
    expect(await waiting('chair')).toEqual([]);
    // Each is told by its number, so that two of them do not read as the same one twice.
    const numbers = (
      await scene.ask<{ evaluationId: string; id: string; condition: number | null }[]>(
        'clinician',
        'whatWaits',
        {},
        '{ evaluationId id condition }',
      )
    )
      .filter(({ evaluationId, condition }) => evaluationId === file.id && condition !== null)
      .map(({ id, condition }) => [id, condition]);
    const adopted = (await room.page()).opinion!.conditions.map(({ id }, at) => [id, at + 1]);
    expect(numbers.toSorted()).toEqual(adopted.toSorted());

    // Once declared, it waits for whoever may confirm it, and no longer for its owner.
    const [condition, ...others] = (await room.page()).opinion!.conditions;
    await scene.change('clinician', 'declareConditionMet', {
      conditionId: condition!.id,
      proof: 'Rapport 12',
    });
    expect(await waiting('chair')).toEqual(['confirm']);
    expect(await waiting('coordinator')).toEqual(['confirm']);
    expect(await waiting('patient')).toEqual([]);
    expect(await waiting('clinician')).toEqual(others.map(() => 'condition'));
    await scene.rows(`update declaration set assessment = 'major' where seat_id = $1`, [
      file.seats.chair,
    ]);
    expect(await waiting('chair')).toEqual([]);
  });

  it('needs the share of the eligible; a recused member is out of both numbers, an undeclared one of the first', async () => {
    await scene.rows(`update declaration set assessment = 'major' where seat_id = $1`, [
      file.seats.biomedical,
    ]);
    await scene.rows('delete from declaration where seat_id = any($1)', [
      [file.seats.patient, file.seats.clinician2],
    ]);
    const id = await room.toTheVote(['chair', 'clinician2', 'patient', 'biomedical', 'clinician']);
    // Of an opinion she is told nothing: it is refused as one that is not there.
    expect(await room.vote('biomedical', id)).toMatchObject({ code: 'not_found' });
    expect(await room.vote('patient', id)).toMatchObject({ code: 'not_declared' });
    for (const name of ['chair', 'clinician'] as const) await room.vote(name, id);
    expect((await room.page()).quorum).toMatchObject({
      eligible: 5,
      needed: 3,
      takingPart: 2,
      shareMet: false,
      met: false,
    });
    await room.validate();
    expect(await room.adopt()).toMatchObject({ code: 'quorum_not_met' });
    await scene.change('patient', 'declareInterests', {
      seatId: file.seats.patient,
      nothing: true,
      confirmedAgainst: ['manufacturer', 'distributor', 'competitor'],
    });
    expect((await room.page()).quorum).toMatchObject({ takingPart: 3, met: true });
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
  });

  it('needs each required answer role, and says which nobody eligible holds', async () => {
    await rules({ requiredRoles: ['patient_representative', 'dpo'] });
    const id = await room.toTheVote(['chair', 'clinician', 'clinician2', 'itSecurity']);
    for (const name of ['chair', 'clinician', 'clinician2'] as const) await room.vote(name, id);
    await room.validate();
    expect((await room.page()).quorum).toMatchObject({
      shareMet: true,
      met: false,
      missingRoles: ['patient_representative', 'dpo'],
      rolesWithoutHolder: ['dpo'],
    });
    expect(await room.adopt()).toMatchObject({ code: 'quorum_not_met' });
  });

  it('follows the rules of its opening: a committee changed meanwhile counts for the next vote', async () => {
    let id = await room.toTheVote(['chair', 'clinician']);
    for (const name of ['chair', 'clinician'] as const) await room.vote(name, id);
    await room.validate();
    const failing = { needed: 3, shareMet: false, met: false };
    expect((await room.page()).quorum).toMatchObject(failing);
    await rules({ quorumShare: 0.2 });
    expect((await room.page()).quorum).toMatchObject(failing);
    expect(await room.adopt()).toMatchObject({ code: 'quorum_not_met' });
    const [event] = await scene.rows<{ data: object }>(
      `select data from event where type = 'committee.saved' order by id desc limit 1`,
    );
    expect(event!.data).toMatchObject({
      before: { quorumShare: 0.5, requiredRoles: [] },
      after: { quorumShare: 0.2 },
    });

    await scene.change('coordinator', 'takeOpinionBack', { evaluationId: file.id });
    await room.openVote();
    id = (await room.page()).opinion!.id;
    for (const name of ['chair', 'clinician'] as const) await room.vote(name, id);
    expect((await room.page()).quorum).toMatchObject({ needed: 2, met: true });
    // What is asked for is kept too: nobody gets in the way of a vote under way.
    await rules({ requiredRoles: ['dpo'] });
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
    expect((await room.page()).quorum).toMatchObject({ missingRoles: [], met: true });
  });

  it('lets the holder of a proxy vote for the member represented, one proxy each', async () => {
    const lines = [
      { seatId: file.seats.chair, attendance: 'present' },
      { seatId: file.seats.clinician, attendance: 'remote' },
      {
        seatId: file.seats.patient,
        attendance: 'represented',
        representedBy: file.seats.clinician,
      },
      {
        seatId: file.seats.clinician2,
        attendance: 'represented',
        representedBy: file.seats.clinician,
      },
    ];
    const id = await room.toTheVote([], undefined, {}, { attendance: lines });
    expect(await room.vote('clinician2', id, 'for')).toMatchObject({
      code: 'vote_by_own_hand',
    });
    expect(await room.vote('chair', id, 'for', 'clinician2')).toMatchObject({
      code: 'vote_by_own_hand',
    });
    expect(await room.vote('clinician', id, 'for', 'clinician2')).toMatchObject({
      __typename: 'VoteKept',
    });
    // Proxies count in the order of the seats; the second one lapses.
    expect(await room.vote('clinician', id, 'for', 'patient')).toMatchObject({
      code: 'not_attending',
    });
    const [kept] = (await room.page()).opinion!.votes;
    expect(kept).toMatchObject({ choice: 'for', castBy: 'clinician' });
    const foreign = await scene.other.addEvaluation({ phase: 'opinion' });
    expect(
      await room.meeting(['chair'], {
        attendance: [{ seatId: foreign.seats.clinician, attendance: 'present' }],
      }),
    ).toMatchObject({ code: 'invalid_input' });
  });

  it('lets nothing stop a vote that is in: neither sheet, seat, mandate, membership nor declaration', async () => {
    const id = await room.toTheVote(['chair', 'clinician', 'itSecurity', 'patient']);
    await room.vote('chair', id, 'for');
    await room.vote('clinician', id, 'for');
    await room.vote('itSecurity', id, 'against');
    await room.vote('patient', id, 'against');
    const [{ id: meetingId, version: baseVersion } = { id: '', version: 0 }] = (await room.page())
      .meetings;
    const line = (name: Persona, attendance = 'present') => ({
      seatId: file.seats[name],
      attendance,
    });
    const all = (['chair', 'clinician', 'itSecurity', 'patient'] as const).map((name) =>
      line(name),
    );
    const sheet = (attendance: object[], more: object = {}) =>
      room.meeting([], { meetingId, baseVersion, attendance, ...more });
    const refused = { code: 'votes_are_in', details: { count: 4 } };
    expect(await sheet([...all.slice(0, 3), line('patient', 'absent')])).toMatchObject(refused);
    expect(await sheet(all.slice(0, 3))).toMatchObject(refused);
    expect(await sheet([...all.slice(0, 3), line('patient', 'remote')])).toMatchObject(refused);
    expect(
      await sheet([
        ...all.slice(0, 3),
        { ...line('patient', 'represented'), representedBy: file.seats.chair },
      ]),
    ).toMatchObject(refused);
    expect(await sheet(all, { mode: 'written_consultation' })).toMatchObject(refused);
    expect(await sheet(all, { presidingSeat: file.seats.patient })).toMatchObject(refused);
    // Minutes, notes and who has not voted go on.
    expect(
      await sheet([...all, line('biomedical')], { minutes: 'Le vote est ouvert.' }),
    ).toMatchObject({ __typename: 'MeetingKept' });

    const two = { for: 2, against: 2, notCounted: [] };
    expect((await room.page()).tally).toMatchObject(two);
    await scene.rows(`update seat set seated_to = current_date - 1 where id = $1`, [
      file.seats.patient,
    ]);
    await scene.rows(`update seat set votes = false, answer_roles = '{}' where id = $1`, [
      file.seats.itSecurity,
    ]);
    await scene.rows(
      `update declaration set declared_at = declared_at - interval '3 years' where evaluation_id = $1`,
      [file.id],
    );
    await scene.rows('update member set active = false where id = $1', [scene.chu.members.patient]);
    const { tally, quorum, opinion } = await room.page();
    await scene.rows('update member set active = true where id = $1', [scene.chu.members.patient]);
    expect(tally).toMatchObject(two);
    expect(quorum).toMatchObject({ takingPart: 4, met: true });
    expect(opinion!.votes.map(({ castAs }) => castAs)).toEqual(
      Array.from({ length: 4 }, () => 'in_person'),
    );
  });

  it('tells every voter whose vote goes with a proposal taken back, and keeps what was cast', async () => {
    const id = await room.toTheVote(['chair', 'clinician', 'itSecurity']);
    await room.vote('clinician', id, 'against');
    await scene.change('coordinator', 'takeOpinionBack', { evaluationId: file.id });
    const [event] = await scene.rows<{ data: object }>(
      `select data from event where evaluation_id = $1 and type = 'vote.cancelled'`,
      [file.id],
    );
    expect(event!.data).toMatchObject({ because: 'taken_back', seats: [file.seats.clinician] });
    await room.openVote();
    expect((await room.page()).tally).toMatchObject({
      against: 0,
      notCounted: [{ seatId: file.seats.clinician, choice: 'against', because: 'taken_back' }],
    });
  });

  it('either refuses the sheet or the vote when they meet: no vote is kept that does not count', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await fresh();
      const id = await room.toTheVote(['chair', 'clinician']);
      const [{ id: meetingId, version: baseVersion } = { id: '', version: 0 }] = (await room.page())
        .meetings;
      const [voted, saved] = await Promise.all([
        room.vote('clinician', id),
        room.meeting(['chair'], { meetingId, baseVersion }),
      ]);
      expect([outcomeOf(voted), outcomeOf(saved)]).toEqual(
        outcomeOf(voted) === 'VoteKept'
          ? ['VoteKept', 'votes_are_in']
          : ['not_attending', 'MeetingKept'],
      );
      expect((await room.page()).tally!.for).toBe((await votesKept()).length);
    }
  });

  it('counts who answers in writing as taking part', async () => {
    const id = await room.toTheVote([], undefined, {}, { mode: 'written_consultation' });
    expect((await room.page()).quorum).toMatchObject({ takingPart: 0 });
    for (const name of ['clinician', 'patient', 'biomedical'] as const) await room.vote(name, id);
    expect((await room.page()).quorum).toMatchObject({ takingPart: 3, met: true });
  });

  it('asks no number on a second call, which follows a first one that failed; required roles it asks', async () => {
    const unfounded = { code: 'second_call_unfounded' };
    // The file is two months old; its first sitting was ten days ago.
    await scene.rows(
      `update evaluation set created_at = created_at - interval '60 days' where id = $1`,
      [file.id],
    );
    const { today } = await room.page();
    const day = (offset: number) =>
      new Date(Date.parse(today) + offset * 86_400_000).toISOString().slice(0, 10);
    const again = { call: 'second', calledOn: day(-9), heldOn: day(-2) };
    const failed = async () => (await room.page()).meetings.map((one) => one.quorumFailed);
    expect(await room.meeting(['chair'], again)).toMatchObject(unfounded);
    const first = await room.meeting(['chair', 'patient'], {
      calledOn: day(-20),
      heldOn: day(-10),
    });
    // Neither a sitting planned, nor one whose minutes nobody has validated, has failed.
    expect(await room.meeting(['chair'], again)).toMatchObject(unfounded);
    expect(
      await room.meeting(['chair'], { ...again, meetingId: first.id, baseVersion: 1 }),
    ).toMatchObject(unfounded);
    await room.validate();
    expect(await failed()).toEqual([true]);
    expect(await room.meeting(['chair'], { ...again, calledOn: day(-11) })).toMatchObject(
      unfounded,
    );

    // One person could write all this down in a minute: the failure has to stand for the days of notice.
    const stood = (days: number) =>
      scene.rows(
        `update meeting set validated_at = now() - make_interval(days => $2) where id = $1`,
        [first.id, days],
      );

    await rules({ requiredRoles: ['it_security'] });
    let id = await room.toTheVote(['chair', 'patient'], undefined, {}, again);
    await room.vote('patient', id);
    await room.validate();
    expect((await room.page()).quorum).toMatchObject({
      shareMet: false,
      missingRoles: ['it_security'],
      met: false,
    });
    expect(await room.adopt()).toMatchObject({ code: 'quorum_not_met' });

    await rules({ requiredRoles: [] });
    await scene.change('coordinator', 'takeOpinionBack', { evaluationId: file.id });
    await room.openVote();
    id = (await room.page()).opinion!.id;
    await room.vote('patient', id);
    expect((await room.page()).quorum).toMatchObject({ shareMet: false, met: false });
    expect(await room.adopt()).toMatchObject({ code: 'quorum_not_met' });
    // Not by today: by the day of the second sitting, two days ago. Waiting makes nothing of it.
    await stood(6);
    expect((await room.page()).quorum).toMatchObject({ shareMet: false, met: false });
    await stood(7);
    expect((await room.page()).quorum).toMatchObject({ shareMet: false, met: true });

    // The first sitting no longer stands as failed: the second counts as a first one.
    const validation = { meetingId: first.id, baseVersion: 2, validated: false };
    await scene.change('chair', 'validateMinutes', validation);
    expect((await room.page()).quorum).toMatchObject({ met: false });
    expect(await room.adopt()).toMatchObject({ code: 'quorum_not_met' });
    await scene.change('chair', 'validateMinutes', {
      ...validation,
      baseVersion: 3,
      validated: true,
    });
    await stood(7);
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });

    // The next cycle begins with a first call again.
    await room.decide('sent_back', { reason: 'Chiffrer les coûts' });
    expect(await failed()).toEqual([false, false]);
    expect(
      await room.meeting(['chair'], { ...again, calledOn: day(-1), heldOn: day(0) }),
    ).toMatchObject(unfounded);
  });

  it('keeps a vote in writing that meets the saving of the minutes, and counts nobody once it is taken back', async () => {
    const writing = { mode: 'written_consultation' };
    let id = await room.toTheVote([], undefined, {}, writing);
    const [{ id: meetingId, version: baseVersion } = { id: '', version: 0 }] = (await room.page())
      .meetings;
    for (const name of ['clinician', 'patient', 'biomedical'] as const) await room.vote(name, id);
    // The form was opened before anybody voted, and lists who was to answer by hand.
    const attendance = [{ seatId: file.seats.itSecurity, attendance: 'written' }];
    expect(
      await room.meeting([], { ...writing, meetingId, baseVersion, attendance }),
    ).toMatchObject({ __typename: 'MeetingKept' });
    expect(await room.page()).toMatchObject({
      quorum: { takingPart: 3, met: true },
      tally: { for: 3 },
      meetings: [{ quorum: { takingPart: 3 } }],
    });

    await scene.change('coordinator', 'takeOpinionBack', { evaluationId: file.id });
    const back = (await room.page()).meetings[0]!;
    expect(back.attendance.map(({ seatId }) => seatId)).toEqual([file.seats.itSecurity]);
    expect(await room.meeting([], { ...writing, meetingId, baseVersion: 2 })).toMatchObject({
      code: 'stale_version',
    });
    expect(await room.openVote()).toMatchObject({ __typename: 'OpinionKept' });
    expect((await room.page()).quorum).toMatchObject({ takingPart: 0, met: false });
    id = (await room.page()).opinion!.id;
    await room.vote('patient', id);
    await room.vote('itSecurity', id);
    expect((await room.page()).quorum).toMatchObject({ takingPart: 2 });
  });

  it('breaks a tie by who presides, in person and not abstaining; abstentions are no votes', async () => {
    const id = await room.toTheVote(['chair', 'clinician', 'patient', 'itSecurity']);
    await room.vote('clinician', id, 'for');
    await room.vote('patient', id, 'against');
    await room.vote('itSecurity', id, 'abstain');
    await room.validate();
    expect(await room.adopt()).toMatchObject({ code: 'vote_not_carried' });
    await room.vote('itSecurity', id, 'against');
    await room.vote('chair', id, 'for');
    expect((await room.page()).tally).toMatchObject({ for: 2, against: 2, carried: true });
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
  });

  it('cancels the votes when the proposal is taken back; nobody votes on a draft', async () => {
    const id = await room.toTheVote(['chair', 'clinician', 'itSecurity']);
    await room.vote('clinician', id);
    const change = { outcome: 'deferred', baseVersion: 2, missingElements: ['Étude'] };
    expect(await room.propose(change)).toMatchObject({ code: 'opinion_under_vote' });
    const back = (by: Persona) => scene.change(by, 'takeOpinionBack', { evaluationId: file.id });
    expect(await back('clinician')).toMatchObject({ code: 'not_permitted' });
    expect(await back('coordinator')).toMatchObject({ __typename: 'OpinionKept' });
    expect(await back('coordinator')).toMatchObject({ code: 'ballot_not_open' });
    expect(await votesKept()).toEqual([]);
    expect(await room.vote('clinician', id)).toMatchObject({ code: 'ballot_not_open' });
    expect(await room.propose(change)).toMatchObject({ code: 'stale_version' });
  });

  it('keeps one vote of two sent at once, and everybody’s when all vote at once', async () => {
    const id = await room.toTheVote(voters);
    const twice = await Promise.all([
      room.vote('clinician', id, 'for'),
      room.vote('clinician', id, 'against'),
    ]);
    expect(twice.map(outcomeOf)).toEqual(['VoteKept', 'VoteKept']);
    expect(await votesKept()).toHaveLength(1);
    await Promise.all(voters.map((name) => room.vote(name, id, 'for')));
    expect((await votesKept()).map(({ choice }) => choice)).toEqual(voters.map(() => 'for'));
  });

  it('either counts a vote that meets the adoption or refuses it; the sealed count is the kept one', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      await fresh();
      const id = await room.toTheVote(voters);
      for (const name of ['chair', 'clinician', 'patient'] as const) await room.vote(name, id);
      await room.validate();
      const [adopted, late, again] = await Promise.all([
        room.adopt(),
        room.vote('biomedical', id, 'against'),
        room.adopt(),
      ]);
      expect([adopted, again].map(outcomeOf).sort()).toEqual([
        'OpinionSealed',
        expect.stringMatching(/^(sealed|opinion_already_adopted)$/),
      ]);
      const [sealed] = await scene.rows<{ tally: { against: number }; seals: number }>(
        `select o.tally, (select count(*)::int from snapshot s where s.evaluation_id = $1) as seals
           from opinion o where o.evaluation_id = $1`,
        [file.id],
      );
      const against = (await votesKept()).filter(({ choice }) => choice === 'against').length;
      expect(sealed).toMatchObject({ seals: 1, tally: { against } });
      expect(outcomeOf(late)).toBe(against === 1 ? 'VoteKept' : 'sealed');
    }
  });
});

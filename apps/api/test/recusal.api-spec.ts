import { systemActor } from '@consilium/server/platform/database';
import { loadSnapshot } from '@consilium/server/reports';
import type { Persona, TestEvaluation } from '@consilium/testing';
import { judging, type Judging } from './judging';
import { openScene, type Scene } from './scene';

describe('a recusal while the committee judges, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let room: Judging;

  /** Weighs a member's interests as major, by the ethics lead. */
  const recuse = async (persona: Persona, sections: readonly string[] = []) =>
    expect(
      await scene.change('clinician2', 'assessInterests', {
        seatId: file.seats[persona],
        level: 'major',
        recuseFromAll: sections.length === 0,
        recusedSections: sections,
        reason: 'Parts dans le capital du fabricant.',
      }),
    ).not.toMatchObject({ code: expect.anything() });
  const start = async (phase: 'rating' | 'opinion') => {
    file = await scene.chu.addEvaluation({ phase });
    room = judging(scene, file);
    await scene.rows(`update seat set functions = '{ethics_lead}' where id = $1`, [
      file.seats.clinician2,
    ]);
  };
  const change: Scene['change'] = (...all) => scene.change(...all);

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene?.close());

  it('takes the chair and the coordinator off rounds, meetings, blockers, the opinion and its adoption', async () => {
    await start('rating');
    const evaluationId = file.id;
    const { id: roundId } = await change('chair', 'openRound', {
      evaluationId,
      attribution: 'profession',
    });
    await recuse('chair');
    await recuse('coordinator');
    const refused = { code: 'recused' };
    for (const by of ['chair', 'coordinator'] as const) {
      expect(await change(by, 'closeRound', { roundId, reason: 'Fin.' })).toMatchObject(refused);
      expect(
        await change(by, 'openRound', { evaluationId, attribution: 'profession' }),
      ).toMatchObject(refused);
    }

    await start('opinion');
    const questionKey = (await room.page()).blockers.find(
      ({ effect }) => effect !== null,
    )!.question;
    const present = ['chair', 'clinician', 'itSecurity', 'patient'] as const;
    const id = await room.toTheVote(present);
    for (const name of present) await room.vote(name, id);
    const [sitting] = (await room.page()).meetings;
    await recuse('chair');
    await recuse('coordinator');
    const validation = { meetingId: sitting!.id, baseVersion: sitting!.version, validated: true };
    const override = { evaluationId: file.id, questionKey, reason: 'Connu' };
    expect(await change('chair', 'validateMinutes', validation)).toMatchObject({
      code: 'not_found',
    });
    expect(await change('chair', 'overrideBlocker', override)).toMatchObject(refused);
    expect(await room.adopt()).toMatchObject(refused);
    for (const by of ['chair', 'coordinator'] as const) {
      expect(await change(by, 'takeOpinionBack', { evaluationId: file.id })).toMatchObject(refused);
      expect(await room.propose({ outcome: 'deferred' }, by)).toMatchObject(refused);
      expect(await room.openVote(by)).toMatchObject(refused);
      expect(await room.meeting(present, {}, by)).toMatchObject(refused);
    }

    // The panel says that somebody else must preside; with that seat the file goes on.
    const warnings = async () =>
      (
        await scene.ask<{ panel: { warnings: string[] } }>(
          'clinician2',
          'evaluation',
          { id: file.id },
          '{ panel { warnings } }',
        )
      ).panel.warnings;
    expect(await warnings()).toContain('chair_recused');
    await scene.rows(`update seat set functions = '{chair}' where id = $1`, [file.seats.clinician]);
    expect(await warnings()).not.toContain('chair_recused');
    expect(await change('clinician', 'validateMinutes', validation)).toMatchObject({
      __typename: 'MeetingKept',
    });
    // She had spoken and voted: the ballot is held again without her.
    expect(await room.adopt('clinician')).toMatchObject({ code: 'recusal_found_late' });
    await change('clinician', 'takeOpinionBack', { evaluationId: file.id });
    await room.openVote('clinician');
    for (const name of ['clinician', 'itSecurity', 'patient'] as const) await room.vote(name, id);
    expect(await room.adopt('clinician')).toMatchObject({ __typename: 'OpinionSealed' });
  });

  it('tells of a recusal and of a missing declaration whoever may read it, and nobody else', async () => {
    await start('opinion');
    await recuse('biomedical');
    await scene.rows('delete from declaration where seat_id = $1', [file.seats.patient]);
    await room.toTheVote(['chair', 'clinician', 'patient']);
    const told = async (by: Persona) => {
      const { seats, quorum, outcomes } = await room.page(by);
      const because = (persona: Persona) =>
        quorum?.missing.find(({ seat }) => seat === file.seats[persona])?.because;
      return {
        seats: seats.filter(({ recused }) => recused).map(({ seat }) => seat),
        recused: quorum?.recused,
        biomedical: because('biomedical'),
        patient: because('patient'),
        outcomes: outcomes.length > 0,
      };
    };
    const { biomedical } = file.seats;
    for (const by of ['chair', 'coordinator', 'clinician2'] as const) {
      expect(await told(by)).toEqual({
        seats: [biomedical],
        recused: [biomedical],
        biomedical: undefined,
        patient: 'undeclared',
        outcomes: true,
      });
    }
    for (const by of ['itSecurity', 'director', 'buyer'] as const) {
      expect(await told(by)).toEqual({
        seats: [],
        recused: [],
        biomedical: 'absent',
        patient: 'absent',
        outcomes: true,
      });
    }
    expect(await told('biomedical')).toMatchObject({ seats: [biomedical], outcomes: false });
    expect(await room.page('biomedical')).toMatchObject({
      quorum: null,
      blockers: [],
      meetings: [],
    });
  });

  it('leaves who is recused from some sections only the running of the file', async () => {
    await start('opinion');
    const { key } = scene.chu.template.sections.find((one) => one.key === 'Q02')!;
    await recuse('chair', [key]);
    expect(await room.meeting(['chair', 'clinician'], {}, 'chair')).toMatchObject({
      __typename: 'MeetingKept',
    });
  });

  const voting = ['chair', 'clinician', 'itSecurity', 'patient'] as const;
  const eventsOf = (...types: string[]) =>
    scene.rows<{ type: string; data: Record<string, unknown> }>(
      `select type, data from event where evaluation_id = $1 and type = any($2) order by id`,
      [file.id, types],
    );
  const phase = async () =>
    (
      await scene.rows<{ phase: string; sealed: boolean }>(
        'select phase, sealed from evaluation where id = $1',
        [file.id],
      )
    )[0]!;

  it('cancels her vote and those cast by her hand in the open, voids proxies, and tells both ends', async () => {
    await start('opinion');
    const lines = [
      { seatId: file.seats.chair, attendance: 'present' },
      { seatId: file.seats.clinician, attendance: 'present' },
      { seatId: file.seats.itSecurity, attendance: 'present' },
      {
        seatId: file.seats.patient,
        attendance: 'represented',
        representedBy: file.seats.clinician,
      },
    ];
    const id = await room.toTheVote([], undefined, {}, { attendance: lines });
    await room.vote('chair', id);
    await room.vote('itSecurity', id);
    await room.vote('clinician', id, 'against');
    await room.vote('clinician', id, 'against', 'patient');
    await recuse('clinician');

    const { tally, opinion, lateRecusals } = await room.page();
    expect(tally).toMatchObject({ for: 2, against: 0 });
    expect(tally!.notCounted.toSorted((a, b) => (a.because < b.because ? -1 : 1))).toEqual([
      { seatId: file.seats.patient, choice: 'against', because: 'proxy_void' },
      { seatId: file.seats.clinician, choice: 'against', because: 'recused' },
    ]);
    expect(opinion!.votes).toHaveLength(2);
    expect(lateRecusals).toMatchObject([
      { seatId: file.seats.clinician, voted: true, spoke: true, stopsAdoption: true },
    ]);
    const cancelled = await eventsOf('vote.cancelled');
    expect(cancelled.map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ because: 'recused', seats: [file.seats.clinician] }),
        expect.objectContaining({ because: 'proxy_void', seats: [file.seats.patient] }),
      ]),
    );
    const [voided] = await eventsOf('proxy.voided');
    expect((voided!.data['seats'] as string[]).toSorted()).toEqual(
      [file.seats.clinician, file.seats.patient].toSorted(),
    );
    // Whoever was represented is free to come and vote, while other votes are in.
    const [sitting] = (await room.page()).meetings;
    expect(
      await room.meeting([], {
        meetingId: sitting!.id,
        baseVersion: sitting!.version,
        attendance: [
          ...lines.slice(0, 1),
          lines[2],
          { seatId: file.seats.patient, attendance: 'present' },
        ],
      }),
    ).toMatchObject({ __typename: 'MeetingKept' });
    expect(await room.vote('patient', id)).toMatchObject({ __typename: 'VoteKept' });
  });

  it('stops the adoption until two people write why she had no influence; one never stands for both', async () => {
    await start('opinion');
    const id = await room.toTheVote(voting);
    for (const name of voting) await room.vote(name, id);
    await room.validate();
    await recuse('patient');
    expect(await room.adopt()).toMatchObject({
      code: 'recusal_found_late',
      details: { count: 1 },
    });
    const lateRecusalId = (await room.page()).lateRecusals[0]!.id;
    const answer = (by: Persona, reason = 'Ses propos ne portaient que sur le transport.') =>
      change(by, 'answerLateRecusal', { lateRecusalId, reason });
    expect(await answer('patient')).toMatchObject({ code: 'not_found' });
    expect(await answer('chair', ' ')).toMatchObject({ code: 'reason_required' });
    expect(await answer('chair')).toMatchObject({ answered: false });
    expect(await answer('chair', 'Encore moi.')).toMatchObject({ code: 'second_person_needed' });
    expect(await room.adopt()).toMatchObject({ code: 'recusal_found_late' });
    const second = await Promise.all([answer('clinician'), answer('itSecurity')]);
    expect(
      second
        .map(({ code, answered }) => code ?? answered)
        .map(String)
        .sort(),
    ).toEqual(['late_recusal_answered', 'true']);
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
    const printed = await scene.started.server.unitOfWork.read(
      systemActor(scene.chu.id, 'test', 'test'),
      (tx) => loadSnapshot(tx, scene.started.server.templates, file.id),
    );
    expect(printed!.opinion).toMatchObject({
      ballot: {
        for: 3,
        notCounted: [{ choice: 'for', because: 'recused', person: { name: 'patient' } }],
      },
      lateRecusals: [
        { voted: true, answers: [{ by: { name: 'chair' } }, { reason: expect.any(String) }] },
      ],
    });
  });

  it('stops nothing where she took no part, nor once it is lifted again', async () => {
    await start('opinion');
    const id = await room.toTheVote(voting);
    for (const name of voting) await room.vote(name, id);
    await room.validate();
    await recuse('biomedical');
    expect((await room.page()).lateRecusals).toEqual([]);
    await recuse('patient');
    expect((await room.page()).adoptionBars).toMatchObject([{ code: 'recusal_found_late' }]);
    await change('clinician2', 'assessInterests', { seatId: file.seats.patient, level: 'none' });
    expect((await room.page()).adoptionBars).toEqual([]);
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
  });

  it('brings an adopted opinion back to the committee, which votes again without her', async () => {
    await start('opinion');
    const id = await room.toTheVote(voting);
    for (const name of voting) await room.vote(name, id);
    await room.validate();
    await room.adopt();
    await recuse('patient');
    expect(await phase()).toEqual({ phase: 'deliberating', sealed: false });
    const moved = await eventsOf('phase.moved');
    expect(moved.at(-1)!.data).toMatchObject({ move: 'return_for_recusal', from: 'opinion' });
    const page = await room.page();
    expect(page.opinion).toBeNull();
    expect(page.earlier).toHaveLength(1);
    expect(page.lateRecusals).toMatchObject([{ found: 'after_adoption', stopsAdoption: false }]);
    expect(await room.decide('approved_with_conditions')).toMatchObject({
      code: expect.stringMatching(/./),
    });
    await change('coordinator', 'movePhase', { evaluationId: file.id, move: 'open_opinion' });
    const next = await room.toTheVote(['chair', 'clinician', 'itSecurity']);
    for (const name of ['chair', 'clinician', 'itSecurity'] as const) await room.vote(name, next);
    await room.validate();
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
  });

  it('leaves a decision that was recorded to who took it, and says that it came after', async () => {
    await start('opinion');
    const id = await room.toTheVote(voting);
    for (const name of voting) await room.vote(name, id);
    await room.validate();
    await room.adopt();
    await room.decide('approved_with_conditions');
    await recuse('patient');
    expect(await phase()).toEqual({ phase: 'decided', sealed: true });
    expect((await room.page()).lateRecusals).toMatchObject([
      { found: 'after_decision', spoke: true, stopsAdoption: false },
    ]);
  });

  it('either stops an adoption or brings it back when they meet', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      await start('opinion');
      const id = await room.toTheVote(voting);
      for (const name of voting) await room.vote(name, id);
      await room.validate();
      const [adopted] = await Promise.all([room.adopt(), recuse('patient')]);
      const { lateRecusals } = await room.page();
      expect([adopted.code ?? adopted.__typename, lateRecusals[0]!.found, await phase()]).toEqual(
        adopted.__typename === 'OpinionSealed'
          ? ['OpinionSealed', 'after_adoption', { phase: 'deliberating', sealed: false }]
          : ['recusal_found_late', 'before_adoption', { phase: 'opinion', sealed: false }],
      );
    }
  });
});

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
    expect(await change('chair', 'validateMinutes', validation)).toMatchObject(refused);
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
});

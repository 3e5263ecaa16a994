import { openScene, type Scene } from './scene';

const saved = '... on EvaluationSaved { evaluation { id } }';
const names = { deviceName: 'Radio IA (fictif)', manufacturer: 'Fictif SA', version: '2.1' };
const described = `{ phase intendedPurpose describedElsewhere
  deviceVersion { version udi riskClass certificateExpiresOn hardwareIncluded evaluated } }`;

interface Described {
  readonly intendedPurpose: string;
  readonly describedElsewhere: boolean;
  readonly deviceVersion: {
    readonly version: string;
    readonly riskClass: string;
    readonly evaluated: boolean;
  };
}

describe('what is known of a device version, shared by files, over HTTP', () => {
  let scene: Scene;
  const change: Scene['change'] = (...all) => scene.change(...all);
  const request = async (by: 'clinician' | 'biomedical', version = names.version) => {
    const made = await change(
      by,
      'requestEvaluation',
      { title: 'Demande', need: 'Besoin', ...names, version },
      { more: saved },
    );
    return (made['evaluation'] as { id: string }).id;
  };
  const edit = (
    by: 'clinician' | 'biomedical' | 'coordinator',
    evaluationId: string,
    values: Record<string, unknown>,
  ) => change(by, 'editEvaluation', { evaluationId, ...values }, { more: saved });
  const show = (id: string) => scene.ask<Described>('coordinator', 'evaluation', { id }, described);

  beforeAll(async () => {
    scene = await openScene();
    await scene.rows('delete from seat where member_id <> $1', [scene.chu.members.coordinator]);
    for (const persona of ['chair', 'coordinator'] as const) {
      await change('coordinator', 'saveCommitteeSeat', {
        committeeId: scene.chu.committeeId,
        memberId: scene.chu.members[persona],
        profession: 'physician',
        answerRoles: ['clinician', 'biomedical', 'coordinator', 'buyer'],
        functions: [persona],
        votes: persona === 'chair',
      });
    }
  });
  afterAll(() => scene?.close());

  it('stays as it is once another file past its draft rests on it, and a new version is free', async () => {
    const theirs = await request('clinician');
    const mine = await request('biomedical');
    // Two drafts: nothing rests on the words yet.
    expect(
      await edit('clinician', theirs, {
        riskClass: 'IIa',
        intendedPurpose: 'Aide à la lecture',
        profile: { hardwareIncluded: false },
      }),
    ).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await change('coordinator', 'openScreening', { evaluationId: theirs })).toMatchObject({
      __typename: 'EvaluationSaved',
    });

    for (const values of [
      { riskClass: 'III' },
      { udi: '(01)0999' },
      { intendedPurpose: 'Autre chose' },
      { certificateExpiresOn: '2031-01-01' },
      { profile: { hardwareIncluded: true } },
    ]) {
      expect(await edit('biomedical', mine, values)).toMatchObject({
        code: 'device_described_elsewhere',
        details: { fields: Object.keys(values['profile'] ?? values).join(' ') },
      });
    }
    // Nor the coordinator through the draft, nor with other details beside: all or nothing.
    expect(await edit('coordinator', mine, { title: 'Renommée', riskClass: 'III' })).toMatchObject({
      code: 'device_described_elsewhere',
    });
    expect(await show(theirs)).toMatchObject({
      intendedPurpose: 'Aide à la lecture',
      describedElsewhere: false,
      deviceVersion: { riskClass: 'IIa', udi: '', hardwareIncluded: false, evaluated: true },
    });
    expect(await show(mine)).toMatchObject({ describedElsewhere: true });

    // The same words may be sent again, as a form does.
    expect(
      await edit('biomedical', mine, { title: 'Reprise', riskClass: 'IIa', ...names }),
    ).toMatchObject({ __typename: 'EvaluationSaved' });
    // A new version is described on its own, its purpose too.
    expect(
      await edit('biomedical', mine, {
        version: '3.0',
        riskClass: 'III',
        intendedPurpose: 'Aide au diagnostic',
      }),
    ).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await show(mine)).toMatchObject({
      intendedPurpose: 'Aide au diagnostic',
      describedElsewhere: false,
      deviceVersion: { version: '3.0', riskClass: 'III', evaluated: false },
    });
    expect(await show(theirs)).toMatchObject({
      intendedPurpose: 'Aide à la lecture',
      deviceVersion: { riskClass: 'IIa' },
    });
    // Coming back to the version in use brings no words along.
    expect(
      await edit('biomedical', mine, { version: names.version, riskClass: 'III' }),
    ).toMatchObject({ code: 'device_described_elsewhere' });
  });

  it('may still be corrected by the one file that rests on it', async () => {
    const only = await request('clinician', '9.0');
    await change('coordinator', 'openScreening', { evaluationId: only });
    await request('biomedical', '9.0');
    expect(await edit('coordinator', only, { riskClass: 'IIb' })).toMatchObject({
      __typename: 'EvaluationSaved',
    });
    expect(await show(only)).toMatchObject({ deviceVersion: { riskClass: 'IIb' } });
  });
});

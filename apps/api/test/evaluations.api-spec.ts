import { keptProgress, recountProgress } from '@consilium/server/answers';
import { systemActor } from '@consilium/server/platform/database';
import type { Persona } from '@consilium/testing';
import { operationId, personas } from '@consilium/testing';
import { countStatements } from './count-statements';
import { readingAll } from './documents';
import { openScene, type Scene } from './scene';

/** Answers of the screening section that bring a device into the scope of the guide. */
const inScope: Record<string, unknown> = {
  'S00.scope.medical-device': 'yes',
  'S00.scope.ce-marking': 'yes',
  'S00.scope.professional-user': 'yes',
  'S00.scope.medical-act': 'yes',
  'S00.scope.functions': ['diagnosis'],
  'S00.scope.prescribing': 'no',
  'S00.scope.telemonitoring': 'no',
  'S00.scope.national-route': 'no',
};
const saved =
  '... on EvaluationSaved { evaluation { id reference phase scopeOutcome scopeReason } }';
const device = { deviceName: 'Radio IA (fictif)', manufacturer: 'Fictif SA', version: '2.1' };

interface Shown {
  phase: string;
  phaseSince: string;
  scopeOutcome: string | null;
  scopeReason: string | null;
  voluntary: boolean;
  pausedReason: string | null;
  scopeTest: {
    outcome: string;
    failed: { predicate: string; questionKey: string; sentence: string }[];
    unknown: { predicate: string }[];
    criteria: {
      predicate: string;
      state: string;
      partId: string | null;
      answer: { en: string } | null;
    }[];
  };
  panel: { seats: { id: string; memberId: string; functions: string[]; votes: boolean }[] };
  parts: {
    id: string;
    sectionKey: string;
    leadRole: string;
    dueOn: string | null;
    assignees: { memberId: string; seatId: string }[];
  }[];
  phases: { phase: string; plannedOn: string | null; enteredAt: string | null }[];
  possibleMoves: { move: string; refusal: { code: string } | null }[];
  proposedAssignments: { partId: string; seatIds: string[] }[];
}
const shown = `{ phase phaseSince scopeOutcome scopeReason voluntary pausedReason
  scopeTest { outcome failed { predicate questionKey sentence } unknown { predicate }
    criteria { predicate state partId answer { en } } }
  panel { seats { id memberId functions votes } }
  parts { id sectionKey leadRole dueOn assignees { memberId seatId } }
  phases { phase plannedOn enteredAt } possibleMoves { move refusal { code } }
  proposedAssignments { partId seatIds } }`;

describe('from a request to collecting, over HTTP', () => {
  let scene: Scene;
  let file: string;
  const change: Scene['change'] = (...all) => scene.change(...all);
  const show = (persona: Persona = 'coordinator') =>
    scene.ask<Shown | null>(persona, 'evaluation', { id: file }, shown);
  const now = async (persona: Persona = 'coordinator') => (await show(persona))!;

  const request = async (title: string, by: Persona = 'clinician') => {
    const made = await change(
      by,
      'requestEvaluation',
      { title, need: 'Délais de lecture', ...device },
      { more: saved },
    );
    file = (made['evaluation'] as { id: string }).id;
    return made;
  };
  const openScreening = (by: Persona = 'coordinator') =>
    change(by, 'openScreening', { evaluationId: file });
  /** Gives answers of the screening section, each by who has its part. */
  const answer = async (values: Record<string, unknown>) => {
    const { parts } = await now();
    for (const [questionKey, value] of Object.entries(values)) {
      const question = scene.chu.template.questions.find(({ key }) => key === questionKey)!;
      const part = parts.find(
        (one) => one.sectionKey === 'S00' && one.leadRole === question.roles[0],
      )!;
      const by = (Object.keys(personas) as Persona[]).find(
        (name) => scene.chu.members[name] === part.assignees[0]?.memberId,
      )!;
      expect(
        await change(by, 'saveAnswer', {
          partId: part.id,
          questionKey,
          baseVersion: 0,
          ...(value === undefined ? { state: 'unknown' } : { state: 'value', value }),
        }),
      ).toMatchObject({ __typename: 'AnswerSaved' });
    }
  };
  const settle = (by: Persona = 'coordinator') =>
    change(by, 'settleScope', { evaluationId: file }, { more: saved });

  beforeAll(async () => {
    scene = await openScene();
    for (const name of Object.keys(personas) as Persona[]) {
      if (name === 'director') continue;
      const { profession, answerRoles, functions, votes } = personas[name];
      const seat = {
        committeeId: scene.chu.committeeId,
        memberId: scene.chu.members[name],
        profession,
        answerRoles,
        functions: functions.filter((one) => one !== 'requester'),
        votes,
      };
      expect(await scene.administer('saveCommitteeSeat', seat)).toMatchObject({
        __typename: 'CommitteeSaved',
      });
    }
    expect(
      await change('clinician', 'saveCommittee', {
        name: 'À moi',
        noticeDays: 5,
        quorumShare: 0.5,
        requiredRoles: [],
      }),
    ).toMatchObject({ code: 'not_permitted' });
  });
  afterAll(() => scene?.close());
  afterEach(async () => {
    const { unitOfWork, templates } = scene.started.server;
    const counts = await unitOfWork.read(systemActor(scene.chu.id, 'test', 'test'), async (tx) => ({
      kept: await keptProgress(tx, file),
      recount: await recountProgress(tx, templates, file),
    }));
    // Nothing is counted of a draft: its parts are not opened yet.
    const isDraft = counts.recount?.parts === 0;
    expect(counts.kept).toEqual(
      isDraft ? { ...counts.recount, questions: 0, softBlockers: 0 } : counts.recount,
    );
  });

  it('makes a numbered draft of a request, once, and hides it from whoever has no seat', async () => {
    const operation = operationId();
    const values = { title: 'Demande', need: 'Besoin', ...device };
    const made = await change('clinician', 'requestEvaluation', values, { operation, more: saved });
    expect(made['evaluation']).toMatchObject({ phase: 'draft' });
    file = (made['evaluation'] as { id: string }).id;
    const again = await change('clinician', 'requestEvaluation', values, {
      operation,
      more: saved,
    });
    expect(again).toEqual(made);
    await request('Suivante');
    const [first, second] = await scene.rows<{ reference: string }>(
      `select reference from evaluation where phase = 'draft' order by reference`,
    );
    expect(Number(second!.reference.slice(-3))).toBe(Number(first!.reference.slice(-3)) + 1);

    expect(await show('clinician')).toMatchObject({ phase: 'draft' });
    expect(await show('coordinator')).toMatchObject({ phase: 'draft' });
    expect(await show('buyer')).toBeNull();
    const away = await scene.ask('coordinator', 'evaluation', { id: file }, '{ id }', scene.other);
    expect(away).toBeNull();
  });

  it('refuses a request that cannot be read, or that names what is beyond the wall', async () => {
    const values = { title: 'Demande', need: '', ...device };
    const ask = (more: Record<string, unknown>) =>
      change('clinician', 'requestEvaluation', { ...values, ...more });
    expect(await ask({ title: '  ' })).toMatchObject({ code: 'name_missing' });
    expect(await ask({ committeeId: scene.other.committeeId })).toMatchObject({
      code: 'not_found',
    });
    expect(await ask({ templateVersionId: scene.other.templateVersionId })).toMatchObject({
      code: 'not_found',
    });
    const foreign = await scene.other.addEvaluation();
    expect(await ask({ predecessorId: foreign.id })).toMatchObject({ code: 'not_found' });
  });

  it('lets the requester edit the draft only, the coordinator until rating, nobody from outside', async () => {
    await request('À compléter');
    const edit = (by: Persona, values: Record<string, unknown>, hospital = scene.chu) =>
      change(by, 'editEvaluation', { evaluationId: file, ...values }, { hospital, more: saved });
    expect(await edit('clinician', { title: 'Complétée' })).toMatchObject({
      __typename: 'EvaluationSaved',
    });
    expect(await edit('coordinator', { title: 'Ailleurs' }, scene.other)).toMatchObject({
      code: 'not_found',
    });
    expect(await openScreening('clinician')).toMatchObject({ code: 'not_permitted' });
    expect(await openScreening()).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await edit('clinician', { title: 'Trop tard' })).toMatchObject({ code: 'not_draft' });
    expect(await edit('coordinator', { committeeId: scene.chu.committeeId })).toMatchObject({
      code: 'not_draft',
    });
    expect(await edit('coordinator', { need: 'Besoin revu' })).toMatchObject({
      __typename: 'EvaluationSaved',
    });
  });

  it('opens screening: the committee is seated, the requester kept, dates planned, parts given out', async () => {
    await request('Recevabilité');
    expect(await openScreening()).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await openScreening()).toMatchObject({ code: 'move_not_from_here' });
    const { phase, panel, parts, phases } = await now();
    expect(phase).toBe('screening');
    const seatOf = (name: Persona) =>
      panel.seats.find(({ memberId }) => memberId === scene.chu.members[name]);
    expect(panel.seats).toHaveLength(9);
    expect(seatOf('clinician')).toMatchObject({ functions: ['requester'], votes: true });
    expect(seatOf('chair')).toMatchObject({ functions: ['chair'], votes: true });
    expect(seatOf('director')).toBeUndefined();
    expect(new Set(parts.map(({ sectionKey }) => sectionKey))).toEqual(new Set(['S00']));
    expect(parts.every(({ assignees }) => assignees.length > 0)).toBe(true);
    const planned = phases.find((one) => one.phase === 'screening')!.plannedOn;
    expect(planned).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(parts.every(({ dueOn }) => dueOn === planned)).toBe(true);
  });

  it('settles as in scope only once every answer is there, and by who runs the file', async () => {
    await request('Dans le champ');
    await openScreening();
    const { 'S00.scope.functions': functions, ...most } = inScope;
    await answer(most);
    expect((await now()).scopeTest).toMatchObject({
      outcome: 'needs_info',
      unknown: [{ predicate: 'E5' }],
    });
    const { criteria } = (await now()).scopeTest;
    const parts = (await now()).parts.map(({ id }) => id);
    expect(criteria.map(({ predicate }) => predicate)).toEqual([
      'E1',
      'E2',
      'E3',
      'E4',
      'E5',
      'E6',
      'E7',
      'E8',
    ]);
    expect(criteria.every(({ partId }) => partId !== null && parts.includes(partId))).toBe(true);
    expect(criteria[0]).toMatchObject({ state: 'holds', answer: { en: 'Yes' } });
    expect(criteria[4]).toMatchObject({ state: 'open', answer: null });
    expect(await settle()).toMatchObject({ code: 'scope_not_settled' });
    expect((await now()).phase).toBe('screening');
    await answer({ 'S00.scope.functions': functions });
    expect(await settle('clinician')).toMatchObject({ code: 'not_permitted' });
    expect(
      await change('coordinator', 'settleScope', { evaluationId: file }, { hospital: scene.other }),
    ).toMatchObject({ code: 'not_found' });
    expect(
      await change('chair', 'overrideScope', { evaluationId: file, reason: 'Par prudence' }),
    ).toMatchObject({ code: 'scope_already_in' });
    expect((await settle('chair'))['evaluation']).toMatchObject({
      phase: 'collecting',
      scopeOutcome: 'in_scope',
    });
    expect(await settle('chair')).toMatchObject({ code: 'not_screening' });
    expect(new Set((await now()).parts.map(({ sectionKey }) => sectionKey)).has('Q01')).toBe(true);
  });

  it('closes a device out of scope with the predicates that fail, in words', async () => {
    await request('Hors champ');
    await openScreening();
    await answer({ 'S00.scope.medical-device': 'no', 'S00.scope.telemonitoring': 'yes' });
    const { scopeTest, possibleMoves } = await now();
    expect(scopeTest).toMatchObject({
      outcome: 'out_of_scope',
      failed: [
        { predicate: 'E1', questionKey: 'S00.scope.medical-device' },
        { predicate: 'E7', questionKey: 'S00.scope.telemonitoring' },
      ],
    });
    expect(scopeTest.failed.every(({ sentence }) => sentence.length > 10)).toBe(true);
    expect(possibleMoves.find(({ move }) => move === 'close_out_of_scope')?.refusal).toBeNull();
    expect(await settle()).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await now()).toMatchObject({
      phase: 'closed',
      scopeOutcome: 'out_of_scope',
      scopeReason: null,
    });
    expect(
      await change('coordinator', 'editEvaluation', { evaluationId: file, need: 'Encore' }),
    ).toMatchObject({ code: 'closed_file' });
  });

  it('goes on voluntarily in spite of the test, never without a reason', async () => {
    await request('Volontaire');
    await openScreening();
    await answer({ 'S00.scope.ce-marking': undefined });
    const override = (by: Persona, reason: string) =>
      change(by, 'overrideScope', { evaluationId: file, reason });
    expect(await override('chair', '  ')).toMatchObject({ code: 'reason_required' });
    expect(await override('buyer', 'Essai local')).toMatchObject({ code: 'not_permitted' });
    expect((await now()).phase).toBe('screening');
    expect(await override('chair', 'Essai local')).toMatchObject({
      __typename: 'EvaluationSaved',
    });
    expect(await now()).toMatchObject({
      phase: 'collecting',
      scopeOutcome: 'overridden',
      scopeReason: 'Essai local',
      voluntary: true,
    });
  });

  it('gives parts out with their day, to seats of this panel only', async () => {
    await request('Répartition');
    await openScreening();
    await answer(inScope);
    await settle();
    const { parts, panel, proposedAssignments } = await now();
    const open = parts.filter(({ sectionKey }) => sectionKey !== 'S00');
    expect(open.every(({ assignees }) => assignees.length === 0)).toBe(true);
    const part = open.find(({ sectionKey, leadRole }) => sectionKey + leadRole === 'Q01clinician')!;
    expect(proposedAssignments.find(({ partId }) => partId === part.id)?.seatIds).toHaveLength(1);
    expect((await now('clinician')).proposedAssignments).toEqual([]);
    const seat = panel.seats.find(({ memberId }) => memberId === scene.chu.members.clinician2)!.id;
    const assign = (by: Persona, values: Record<string, unknown>, hospital = scene.chu) =>
      change(
        by,
        'assignParts',
        { evaluationId: file, assignments: [{ partId: part.id, seatIds: [seat] }], ...values },
        { hospital },
      );
    expect(await assign('clinician', {})).toMatchObject({ code: 'not_permitted' });
    expect(await assign('coordinator', {}, scene.other)).toMatchObject({ code: 'not_found' });
    expect(await assign('coordinator', { dueOn: '2026-02-30' })).toMatchObject({
      code: 'date_impossible',
    });
    const elsewhere = await scene.chu.addEvaluation();
    expect(
      await assign('coordinator', {
        assignments: [{ partId: part.id, seatIds: [elsewhere.seats.clinician] }],
      }),
    ).toMatchObject({ __typename: 'Refused' });
    expect(await assign('coordinator', { dueOn: '2031-05-04' })).toMatchObject({
      __typename: 'PartsAssigned',
    });
    expect((await now()).parts.find(({ id }) => id === part.id)).toMatchObject({
      dueOn: '2031-05-04',
      assignees: [{ memberId: scene.chu.members.clinician2 }],
    });
    await scene.started.deliver();
    const told = await scene.rows(
      `select 1 from inbox_item where member_id = $1 and evaluation_id = $2
         and kind = 'part_assigned'`,
      [scene.chu.members.clinician2, file],
    );
    expect(told.length).toBeGreaterThan(0);
    const leaving = { seatId: seat, reason: 'Départ' };
    await scene.administer('vacateSeat', leaving);
    expect((await now()).parts.find(({ id }) => id === part.id)?.assignees).toEqual([]);
    expect(await scene.administer('vacateSeat', leaving)).toMatchObject({
      code: 'seat_ended',
    });
  });

  it('reads a file, a list and a panel with as many statements, however many there are', async () => {
    const client = await scene.as('coordinator');
    const first = { first: 100 };
    const count = (name: string, variables: Record<string, unknown>) =>
      countStatements(() => client.ask(readingAll(name), variables));
    const before = {
      evaluations: await count('evaluations', first),
      portfolio: await count('portfolio', first),
      devices: await count('devices', {}),
      evaluation: await count('evaluation', { id: file }),
    };
    for (let i = 0; i < 12; i += 1) await scene.chu.addEvaluation();
    const after = {
      evaluations: await count('evaluations', first),
      portfolio: await count('portfolio', first),
      devices: await count('devices', {}),
      evaluation: await count('evaluation', { id: (await scene.chu.addEvaluation()).id }),
    };
    expect(after).toEqual(before);
    expect(after.evaluations).toBeLessThanOrEqual(8);
    expect(after.portfolio).toBeLessThanOrEqual(8);
    expect(after.devices).toBeLessThanOrEqual(8);
    expect(after.evaluation).toBeLessThanOrEqual(45);
  });
});

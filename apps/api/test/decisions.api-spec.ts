import { createHash } from 'node:crypto';
import type { Persona, TestEvaluation } from '@consilium/testing';
import { canonicalJson } from '@consilium/domain/kernel';
import { systemActor } from '@consilium/server/platform/database';
import { loadSince, standingSeal } from '@consilium/server/reports';
import { countStatements } from './count-statements';
import { readingAll } from './documents';
import { evidenceRoom, pdf } from './evidence-room';
import { judging, later, type Judging } from './judging';
import { openScene, type Scene } from './scene';

const hard = 'Q02.fit.intended-purpose';
const present = ['chair', 'clinician', 'patient', 'itSecurity'] as const;

describe('from blockers to the decision, over HTTP', () => {
  let scene: Scene;
  let file: TestEvaluation;
  let room: Judging;
  const change: Scene['change'] = (...all) => scene.change(...all);

  /** One answer as it stands, written past the doors: the phase of answering is over. */
  const answered = async (questionKey: string, value: unknown) => {
    const question = scene.chu.template.questions.find(({ key }) => key === questionKey)!;
    await scene.rows('delete from answer where answer_set_id = $1 and question_key = $2', [
      file.answerSetId,
      questionKey,
    ]);
    await scene.rows(
      `insert into answer (organisation_id, id, answer_set_id, part_id, question_key, state, value,
         version, author_seat_id, author_id, updated_at)
       values ($1, gen_random_uuid(), $2, $3, $4, 'value', $5, 1, $6, $7, now() - interval '1 day')`,
      [
        scene.chu.id,
        file.answerSetId,
        file.parts[`${question.section}/${question.roles[0]}`],
        questionKey,
        JSON.stringify(value),
        file.seats.clinician,
        scene.chu.members.clinician,
      ],
    );
  };
  const adopted = async (outcome?: string, more?: Record<string, unknown>) => {
    const id = await room.toTheVote(present, outcome, more);
    for (const name of present) await room.vote(name, id);
    await room.validate();
    expect(await room.adopt()).toMatchObject({ __typename: 'OpinionSealed' });
    return id;
  };
  const snapshots = () =>
    scene.rows<{
      kind: string;
      hash: string;
      canonical: string;
      content: { digests: string[] };
      entries: string[];
    }>(
      `select kind, hash, canonical, content, entries from snapshot
        where evaluation_id = $1 order by sealed_at`,
      [file.id],
    );
  const phase = async () =>
    (
      await scene.rows<{ phase: string }>('select phase from evaluation where id = $1', [file.id])
    )[0]!.phase;

  beforeAll(async () => {
    scene = await openScene();
  });
  beforeEach(async () => {
    file = await scene.chu.addEvaluation({ phase: 'opinion' });
    room = judging(scene, file);
  });
  afterAll(() => scene?.close());

  it('bars the favourable outcomes by a hard blocker, until the chair sets it aside with a reason', async () => {
    await answered(hard, 'no');
    const { blockers, outcomes } = await room.page();
    expect(blockers.find(({ question }) => question === hard)).toMatchObject({
      effect: 'hard',
      reason: 'answer',
      override: null,
    });
    const line = (key: string, of = outcomes) => of.find((one) => one.key === key)!;
    for (const key of ['favourable', 'favourable_with_conditions', 'pilot']) {
      expect(line(key)).toMatchObject({ allowed: false });
    }
    expect(line('favourable_with_conditions').barredBy).toEqual([hard]);
    expect(line('unfavourable').allowed).toBe(true);

    const { id: meetingId } = await room.meeting(present);
    const proposal = {
      outcome: 'favourable_with_conditions',
      meetingId,
      conditions: await room.conditionsFor('favourable_with_conditions'),
    };
    await room.propose(proposal);
    expect(await room.openVote()).toMatchObject({ code: 'hard_blocker_open' });

    const override = (by: Persona, more: Record<string, unknown> = {}, hospital = scene.chu) =>
      change(
        by,
        'overrideBlocker',
        { evaluationId: file.id, questionKey: hard, reason: 'Notice en cours', ...more },
        { hospital },
      );
    expect(await override('coordinator')).toMatchObject({ code: 'not_permitted' });
    expect(await override('chair', { reason: ' ' })).toMatchObject({ code: 'reason_required' });
    expect(await override('chair', { questionKey: 'Q99.x' })).toMatchObject({
      code: 'blocker_unknown',
    });
    expect(await override('chair', {}, scene.other)).toMatchObject({ code: 'not_found' });
    expect(await override('chair')).toMatchObject({ __typename: 'BlockerChanged' });
    expect((await room.page()).blockers.find(({ question }) => question === hard)).toMatchObject({
      override: { by: 'chair', reason: 'Notice en cours' },
    });
    expect(await room.openVote()).toMatchObject({ __typename: 'OpinionKept' });

    const restore = () =>
      change('chair', 'restoreBlocker', { evaluationId: file.id, questionKey: hard });
    expect(await restore()).toMatchObject({ __typename: 'BlockerChanged' });
    expect(await restore()).toMatchObject({ code: 'blocker_unknown' });
    // It stands again while the vote is open: the adoption asks anew.
    const { id } = (await room.page()).opinion!;
    for (const name of present) await room.vote(name, id);
    await room.validate();
    expect(await room.adopt()).toMatchObject({ code: 'hard_blocker_open' });
  });

  it('keeps no blocker that the chair set aside from her once the opinion is sealed', async () => {
    await answered(hard, 'no');
    await scene.rows('update part set clearance = $2 where evaluation_id = $1', [
      file.id,
      JSON.stringify({ level: 'roles', roles: ['nobody'] }),
    ]);
    const override = { evaluationId: file.id, questionKey: hard, reason: 'Connu' };
    expect(await change('chair', 'overrideBlocker', override)).toMatchObject({
      __typename: 'BlockerChanged',
    });
    await scene.rows('update evaluation set sealed = true where id = $1', [file.id]);
    const told = async (by: Persona) =>
      (await room.page(by)).blockers.filter(({ question }) => question === hard);
    expect(await told('chair')).toMatchObject([{ override: { by: 'chair', reason: 'Connu' } }]);
    expect(await told('patient')).toEqual([]);
  });

  it('sets aside what was blocking then, not what an answer becomes later', async () => {
    const override = { evaluationId: file.id, questionKey: hard, reason: 'Connu' };
    expect(await change('chair', 'overrideBlocker', override)).toMatchObject({
      __typename: 'BlockerChanged',
    });
    const effect = async () =>
      (await room.page()).blockers.find(({ question }) => question === hard)!;
    expect(await effect()).toMatchObject({ effect: 'unknown', override: { reason: 'Connu' } });
    await answered(hard, 'no');
    expect(await effect()).toMatchObject({ effect: 'hard', override: null });
  });

  it('asks a linked condition for what is unknown, and names everything an opinion lacks', async () => {
    expect((await room.page('clinician')).opinion).toBeNull();
    const { id: meetingId } = await room.meeting(present);
    expect(await room.propose({ outcome: 'pilot' }, 'clinician')).toMatchObject({
      code: 'not_permitted',
    });
    const foreign = await scene.other.addEvaluation({ phase: 'opinion' });
    expect(
      await change('chair', 'proposeOpinion', { evaluationId: foreign.id, outcome: 'pilot' }),
    ).toMatchObject({ code: 'not_found' });
    await room.propose({
      outcome: 'favourable_with_conditions',
      meetingId,
      reasons: '',
      conditions: [{ text: '', blockers: ['Q99.nothing'] }],
    });
    const codes = async () =>
      new Set((await room.page()).opinion!.problems.map(({ code }) => code));
    const lacks = await codes();
    for (const code of [
      'reasons_missing',
      'blocker_without_condition',
      'condition_text_missing',
      'condition_owner_missing',
      'condition_date_missing',
      'condition_proof_absent',
      'condition_gate_missing',
      'condition_blocker_unknown',
    ]) {
      expect(lacks).toContain(code);
    }
    expect(await room.openVote()).toMatchObject({ code: 'opinion_incomplete' });
    expect(await room.propose({ outcome: 'deferred', baseVersion: 0 })).toMatchObject({
      code: 'stale_version',
    });
    for (const [outcome, code] of [
      ['pilot', 'pilot_missing'],
      ['deferred', 'missing_elements_missing'],
      ['unfavourable', 'question_reasons_missing'],
      ['out_of_scope', 'failed_predicate_missing'],
    ] as const) {
      const { version } = (await room.page()).opinion!;
      await room.propose({ outcome, meetingId, baseVersion: version });
      expect(await codes()).toContain(code);
    }
  });

  it('keeps meetings and minutes: edited by who runs the file, validated by the chair, then closed', async () => {
    expect(await room.meeting(present, {}, 'clinician')).toMatchObject({ code: 'not_permitted' });
    expect(await room.meeting(present, { heldOn: '2026-02-31' })).toMatchObject({
      code: 'invalid_input',
    });
    const { id, version } = await room.meeting(present, { minutes: ' ' });
    expect(await room.meeting(present, { meetingId: id, baseVersion: 9 })).toMatchObject({
      code: 'stale_version',
    });
    expect(await room.validate('coordinator')).toMatchObject({ code: 'not_permitted' });
    expect(await room.validate()).toMatchObject({ code: 'minutes_missing' });
    await room.meeting(present, { meetingId: id, baseVersion: version, minutes: 'Séance levée.' });
    expect(await room.validate()).toMatchObject({ __typename: 'MeetingKept' });
    expect((await room.page()).meetings[0]!.validatedBy).toBe('chair');
    expect(await room.meeting(present, { meetingId: id, baseVersion: 3 })).toMatchObject({
      code: 'minutes_already_validated',
    });
    expect(await room.validate('chair', false)).toMatchObject({ __typename: 'MeetingKept' });
    const away = { meetingId: id, baseVersion: 4, validated: true };
    expect(await change('chair', 'validateMinutes', away, { hospital: scene.other })).toMatchObject(
      { code: 'not_found' },
    );
  });

  it('adopts only with everything there, says what bars it, and hands every dissent on', async () => {
    const id = await room.toTheVote(present);
    const bars = async () => (await room.page()).adoptionBars.map(({ code }) => code);
    expect(await bars()).toEqual(
      expect.arrayContaining(['vote_not_carried', 'minutes_not_validated']),
    );
    for (const name of present) await room.vote(name, id, name === 'patient' ? 'against' : 'for');
    const dissent = (by: Persona, text: string) =>
      change(by, 'writeDissent', { opinionId: id, text });
    expect(await dissent('patient', ' ')).toMatchObject({ code: 'minority_text_missing' });
    expect(await dissent('patient', 'Les preuves manquent.')).toMatchObject({ written: true });
    expect(await dissent('dpo', 'Sans vote, mais en désaccord.')).toMatchObject({ written: true });
    expect(await dissent('dpo', '')).toMatchObject({ written: false });
    expect(await room.adopt()).toMatchObject({ code: 'minutes_not_validated' });
    await room.validate();
    expect(await bars()).toEqual([]);
    expect(await room.adopt('coordinator')).toMatchObject({ code: 'not_permitted' });
    expect(await room.adopt('chair', scene.other)).toMatchObject({ code: 'not_found' });
    const { hash } = await room.adopt();
    const { opinion, seals } = await room.page('patient');
    expect(opinion).toMatchObject({
      state: 'adopted',
      minority: [{ seatId: file.seats.patient, text: 'Les preuves manquent.' }],
    });
    const shown = { kind: 'opinion', hash, hashAlg: 'sha256-salted-list-1' };
    expect(seals).toEqual([{ ...shown, holds: true }]);
    const [seal] = await snapshots();
    expect(createHash('sha256').update(seal!.canonical).digest('hex')).toBe(hash);
    expect(canonicalJson(seal!.content)).toBe(seal!.canonical);
    const digests = seal!.entries.map((text) => createHash('sha256').update(text).digest('hex'));
    expect(seal!.content.digests).toEqual(digests.sort());
    expect(seal!.entries.filter((text) => text.includes('Les preuves manquent.'))).toHaveLength(1);
    await scene.rows(
      `update snapshot set entries = array(select replace(t, 'Les preuves manquent.', 'Rien ne manque.')
         from unnest(entries) t) where evaluation_id = $1`,
      [file.id],
    );
    expect((await room.page('patient')).seals).toEqual([{ ...shown, holds: false }]);
    expect(await room.decide('approved_with_conditions')).toMatchObject({ code: 'seal_broken' });
    await scene.started.deliver();
    const mails = await scene.rows<{ recipient: string }>(
      `select distinct recipient from mail where body like $1`,
      [`%${String(hash)}%`],
    );
    expect(mails.map(({ recipient }) => recipient).sort()).toEqual(
      Object.values(scene.chu.emails).sort(),
    );
  });

  it('lets nothing that the sealed opinion rests on be written; conditions may still be met', async () => {
    const id = await adopted();
    const statement = scene.chu.template.statements[0]!.key;
    const evaluationId = file.id;
    const writes: [Persona, string, Record<string, unknown>][] = [
      ['coordinator', 'editEvaluation', { evaluationId, need: 'Autre' }],
      [
        'coordinator',
        'saveSeat',
        {
          evaluationId,
          memberId: scene.chu.members.buyer,
          profession: 'buyer',
          answerRoles: [],
          functions: [],
          votes: true,
        },
      ],
      ['coordinator', 'endSeat', { seatId: file.seats.buyer }],
      ['coordinator', 'assignParts', { evaluationId, assignments: [] }],
      [
        'clinician',
        'saveAnswer',
        {
          partId: file.parts['Q01/clinician'],
          questionKey: 'Q01.need.problem',
          baseVersion: 0,
          state: 'unknown',
        },
      ],
      ['coordinator', 'closePartWithGaps', { partId: file.parts['Q01/clinician'], reason: 'Fin' }],
      [
        'itSecurity',
        'giveAdvice',
        { evaluationId, role: 'it_security', position: 'favourable', body: 'Oui' },
      ],
      [
        'clinician',
        'openThread',
        { evaluationId, anchor: { kind: 'statement', id: statement }, kind: 'remark', body: 'Mot' },
      ],
      ['chair', 'openRound', { evaluationId, attribution: 'profession' }],
      ['chair', 'overrideBlocker', { evaluationId, questionKey: hard, reason: 'Tard' }],
      ['coordinator', 'proposeOpinion', { evaluationId, outcome: 'deferred' }],
      ['chair', 'takeOpinionBack', { evaluationId }],
      ['clinician', 'castVote', { opinionId: id, seatId: file.seats.clinician, choice: 'against' }],
      ['clinician', 'writeDissent', { opinionId: id, text: 'Trop tard' }],
      [
        'coordinator',
        'saveMeeting',
        {
          evaluationId,
          mode: 'remote',
          calledOn: '2026-01-01',
          heldOn: '2026-01-09',
          attendance: [],
        },
      ],
      ['chair', 'adoptOpinion', { evaluationId }],
      ['coordinator', 'remindLate', { evaluationId, seatIds: [file.seats.clinician] }],
    ];
    for (const [by, name, values] of writes) {
      expect([name, await change(by, name, values)]).toEqual([
        name,
        expect.objectContaining({ code: 'sealed' }),
      ]);
    }
    const [condition] = (await room.page()).opinion!.conditions;
    const conditionId = condition!.id;
    const declare = (by: Persona, proof: string, more = {}, hospital = scene.chu) =>
      change(by, 'declareConditionMet', { conditionId, proof, ...more }, { hospital });
    const confirm = (by: Persona, accept = true, note = '') =>
      change(by, 'confirmCondition', { conditionId, accept, note });
    const waive = (by: Persona, reason: string) =>
      change(by, 'waiveCondition', { conditionId, reason });
    const open = async (by: Persona) => {
      const [one] = (await room.page(by)).opinion!.conditions;
      return [one!.mayDeclare, one!.mayConfirm, one!.mayWaive];
    };

    // Somebody else sees to it from now on, in the open; the owner of the adoption stays in the record.
    const hand = (by: Persona, to: Persona, reason = 'Absence prolongée', hospital = scene.chu) =>
      change(
        by,
        'handOverCondition',
        { conditionId, seatId: file.seats[to], reason },
        { hospital },
      );
    const holder = async () => {
      const [one] = (await room.page()).opinion!.conditions;
      return [one!.owner, one!.holder];
    };
    expect(await hand('clinician', 'patient')).toMatchObject({ code: 'not_permitted' });
    expect(await hand('coordinator', 'coordinator')).toMatchObject({ code: 'own_power' });
    expect(await hand('coordinator', 'clinician')).toMatchObject({
      code: 'condition_held_already',
    });
    expect(await hand('coordinator', 'patient', ' ')).toMatchObject({ code: 'reason_required' });
    expect(await hand('coordinator', 'patient', 'Non', scene.other)).toMatchObject({
      code: 'not_found',
    });
    expect(await hand('coordinator', 'patient')).toMatchObject({ state: 'open' });
    expect(await holder()).toEqual(['clinician', 'patient']);
    expect(await open('clinician')).toEqual([false, false, false]);
    expect(await open('patient')).toEqual([true, false, false]);
    expect(await declare('clinician', 'Rapport 12')).toMatchObject({ code: 'not_author' });
    await scene.started.deliver();
    expect(
      await scene.rows(
        `select m.display_name as name from inbox_item i join member m on m.id = i.member_id
          where i.evaluation_id = $1 and i.kind = 'condition_handed_over'`,
        [evaluationId],
      ),
    ).toEqual([{ name: 'patient' }]);
    expect(await hand('chair', 'clinician', 'De retour')).toMatchObject({ state: 'open' });

    // Who sees to it declares, and nobody for her.
    expect(await open('clinician')).toEqual([true, false, false]);
    expect(await open('coordinator')).toEqual([false, false, false]);
    expect(await declare('coordinator', 'Rapport 12')).toMatchObject({
      code: 'condition_not_yours',
    });
    expect(await declare('patient', 'Rapport 12')).toMatchObject({ code: 'not_author' });
    expect(await declare('clinician', ' ')).toMatchObject({ code: 'condition_proof_missing' });
    expect(await declare('clinician', 'Rapport 12', {}, scene.other)).toMatchObject({
      code: 'not_found',
    });
    expect(await declare('clinician', 'Rapport 12', { documents: [conditionId] })).toMatchObject({
      code: 'invalid_input',
    });
    expect(await confirm('chair')).toMatchObject({ code: 'condition_not_declared' });
    expect(await declare('clinician', 'Rapport 12')).toMatchObject({ state: 'declared' });

    // Another person confirms, or returns it with the reason.
    expect(await open('clinician')).toEqual([false, false, false]);
    expect(await open('coordinator')).toEqual([false, true, false]);
    expect(await open('chair')).toEqual([false, true, true]);
    expect(await confirm('clinician')).toMatchObject({ code: 'not_assigned' });
    expect(await confirm('director')).toMatchObject({ code: 'not_assigned' });
    expect(await confirm('chair', false)).toMatchObject({ code: 'reason_required' });
    expect(await confirm('chair', false, 'Page manquante')).toMatchObject({ state: 'open' });

    // What shows it is brought in now, and opened by whoever confirms, as far as she is cleared.
    const documents = evidenceRoom(() => ({
      application: scene.application,
      chu: scene.chu,
      file,
    }));
    const owner = await documents.as('clinician');
    const brought = async (title: string, clearance: object) =>
      (
        await documents.add(
          owner,
          { title, clearance, questionKeys: [], asProof: true },
          pdf(title),
        )
      ).document;
    const open12 = await brought('Rapport de recette', { level: 'panel' });
    const reserved = await brought('Analyse signée', { level: 'roles', roles: ['dpo'] });
    const both = [open12.documentId, reserved.documentId];
    expect(await declare('clinician', 'Rapport 12, complet', { documents: both })).toMatchObject({
      state: 'declared',
    });
    const proofs = async (by: Persona) => {
      const [one] = (await room.page(by)).opinion!.conditions;
      return one!.steps.findLast(({ step }) => step === 'declared')!.proofs;
    };
    const file12 = open12.versions[0]!.file;
    expect(await proofs('chair')).toEqual([
      {
        documentId: open12.documentId,
        title: 'Rapport de recette',
        file: { id: file12.id, name: 'certificat.pdf' },
      },
      { documentId: reserved.documentId, title: null, file: null },
    ]);
    expect((await documents.download(await documents.as('chair'), file12.id)).status).toBe(200);
    expect((await proofs('coordinator')).map(({ title }) => title)).toEqual([
      'Rapport de recette',
      'Analyse signée',
    ]);
    const two = await Promise.all([confirm('chair'), confirm('coordinator')]);
    expect(two.map(({ code, state }) => code ?? state).sort()).toEqual([
      'condition_not_declared',
      'met',
    ]);
    expect(await waive('chair', 'Non')).toMatchObject({ code: 'condition_not_open' });
    expect(await waive('coordinator', 'Non')).toMatchObject({ code: 'not_permitted' });
    const [kept] = (await room.page()).opinion!.conditions;
    expect(kept!.steps.map(({ step, note }) => [step, note])).toEqual([
      ['handed_over', 'Absence prolongée'],
      ['handed_over', 'De retour'],
      ['declared', 'Rapport 12'],
      ['returned', 'Page manquante'],
      ['declared', 'Rapport 12, complet'],
      ['confirmed', ''],
    ]);
    expect(kept!.steps[0]).toMatchObject({ byName: 'coordinator', toName: 'patient' });
    expect(await snapshots()).toHaveLength(1);

    // A report made now is of the seal; what was done since stands beside it.
    const { unitOfWork } = scene.started.server;
    const since = await unitOfWork.read(systemActor(scene.chu.id, 'test', 'test'), async (tx) => {
      const { snapshot } = (await standingSeal(tx, file.id))!;
      expect(snapshot.opinion!.conditions[0]).toMatchObject({ state: 'open', steps: [] });
      return loadSince(tx, snapshot);
    });
    expect(since.panelChanges).toEqual([]);
    expect(since.lateRecusals).toEqual([]);
    expect(since.conditions).toMatchObject([
      {
        owner: 'clinician',
        gate: 'before_go_live',
        months: null,
        state: 'met',
        steps: [
          { step: 'handed_over', by: 'coordinator', to: 'patient', note: 'Absence prolongée' },
          { step: 'handed_over', to: 'clinician', note: 'De retour' },
          { step: 'declared', by: 'clinician', note: 'Rapport 12' },
          { step: 'returned', by: 'chair', note: 'Page manquante' },
          {
            step: 'declared',
            by: 'clinician',
            note: 'Rapport 12, complet',
            documents: [{ title: 'Rapport de recette' }, { title: 'Analyse signée' }],
          },
          { step: 'confirmed', by: expect.stringMatching(/^(chair|coordinator)$/) as string },
        ],
      },
    ]);
  });

  it('records the decision as its own, with a reason where it differs, and seals a second time', async () => {
    await adopted();
    expect(await room.decide('approved_with_conditions', {}, 'chair')).toMatchObject({
      code: 'not_permitted',
    });
    expect(await room.decide('refused')).toMatchObject({ code: 'decision_differs_reason' });
    expect(
      await room.decide('approved_with_conditions', { decidedOn: '2099-01-01' }),
    ).toMatchObject({
      code: 'dates_out_of_order',
      details: { before: 'decided_on', after: 'today' },
    });
    // The opinion was adopted today: nothing was decided on it before.
    expect(
      await room.decide('approved_with_conditions', { decidedOn: '2026-02-01' }),
    ).toMatchObject({
      code: 'dates_out_of_order',
      details: {
        before: 'adopted_on',
        beforeOn: expect.any(String) as string,
        afterOn: '2026-02-01',
      },
    });
    expect(await room.decide('pilot', { reason: 'Essayer d’abord' })).toMatchObject({
      code: 'decision_pilot_without_protocol',
    });
    const foreign = {
      evaluationId: file.id,
      decision: 'approved_with_conditions',
      decidedOn: '2026-02-01',
    };
    expect(
      await change('director', 'recordDecision', foreign, { hospital: scene.other }),
    ).toMatchObject({ code: 'not_found' });
    const decided = await room.decide('approved_with_conditions');
    expect(decided).toMatchObject({ __typename: 'DecisionKept', hash: expect.any(String) });
    expect(await phase()).toBe('decided');
    const sealed = await snapshots();
    expect(sealed.map(({ kind }) => kind)).toEqual(['opinion', 'decision']);
    expect(sealed[1]!.hash).toBe(decided['hash']);
    expect(await room.decide('approved_with_conditions')).toMatchObject({
      code: 'move_not_from_here',
    });

    const move = (by: Persona, name: string, reason: string | null = null) =>
      change(by, 'movePhase', { evaluationId: file.id, move: name, reason });
    expect(await move('director', 'start_pilot')).toMatchObject({
      code: 'decision_not_for_pilot',
    });
    expect(await move('director', 'put_in_use')).toMatchObject({ code: 'gates_open' });
    for (const { id, state } of (await room.page()).opinion!.conditions) {
      if (state === 'open') {
        expect(
          await change('director', 'waiveCondition', { conditionId: id, reason: 'Levée' }),
        ).toMatchObject({ state: 'waived' });
      }
    }
    expect(await move('chair', 'put_in_use')).toMatchObject({ code: 'not_permitted' });
    expect(await move('director', 'put_in_use')).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await move('director', 'withdraw')).toMatchObject({ code: 'reason_required' });
    expect(await move('director', 'withdraw', 'Rappel')).toMatchObject({
      __typename: 'EvaluationSaved',
    });
  });

  it('decides without an opinion only with a reason, labelled so; nothing can be sent back then', async () => {
    expect(await room.decide('sent_back', { reason: 'Reprendre' })).toMatchObject({
      code: 'opinion_not_adopted',
    });
    expect(await room.decide('approved')).toMatchObject({
      code: 'decision_without_opinion_reason',
    });
    const urgent = { reason: 'Urgence sanitaire' };
    expect(await room.decide('approved', { ...urgent, decidedOn: '2020-01-01' })).toMatchObject({
      code: 'dates_out_of_order',
      details: { before: 'opened_on', after: 'decided_on' },
    });
    expect(await room.decide('pilot', urgent)).toMatchObject({
      code: 'decision_pilot_without_protocol',
    });
    await room.decide('approved', urgent);
    expect((await room.page()).decisions).toEqual([
      { decision: 'approved', differs: false, withoutOpinion: true, reason: 'Urgence sanitaire' },
    ]);
  });

  it('sends a file back to the committee, whose next opinion is a new cycle beside the old one', async () => {
    await adopted();
    expect(await room.decide('sent_back')).toMatchObject({ code: 'decision_differs_reason' });
    expect(await room.decide('sent_back', { reason: 'Chiffrer les coûts' })).toMatchObject({
      hash: null,
    });
    expect(await phase()).toBe('deliberating');
    const page = await room.page();
    expect(page.opinion).toBeNull();
    expect(page.earlier).toEqual([{ outcome: 'favourable_with_conditions', cycle: 1 }]);
    // The minutes on which it was adopted stay validated.
    expect(await room.validate('chair', false)).toMatchObject({ code: 'sealed' });
    expect(
      await change('chair', 'movePhase', { evaluationId: file.id, move: 'open_opinion' }),
    ).toMatchObject({ __typename: 'EvaluationSaved' });
    await adopted('deferred', { missingElements: ['Étude locale'], conditions: [] });
    expect((await room.page()).opinion).toMatchObject({ cycle: 2, outcome: 'deferred' });
    expect(await room.decide('approved', { reason: 'Tout de même' })).toMatchObject({
      code: 'decision_on_deferred_opinion',
    });
    expect(
      await change('chair', 'movePhase', { evaluationId: file.id, move: 'return_deferred' }),
    ).toMatchObject({ __typename: 'EvaluationSaved' });
    expect(await phase()).toBe('collecting');
    // What was sealed is open again: answers are taken up where they were left.
    expect(
      await change('clinician', 'saveAnswer', {
        partId: file.parts['Q01/clinician'],
        questionKey: 'Q01.need.problem',
        baseVersion: 0,
        state: 'unknown',
      }),
    ).toMatchObject({ __typename: 'AnswerSaved' });
  });

  it('runs a pilot with an end, after which the committee gives a second opinion', async () => {
    await adopted('pilot', {
      pilot: {
        durationMonths: 6,
        population: 'Urgences',
        indicators: ['Délai'],
        stopRules: ['Erreur grave'],
        endsOn: later,
      },
    });
    const pilots = (run: boolean) =>
      scene.rows('update committee set pilots = $2 where id = $1', [scene.chu.committeeId, run]);
    await pilots(false);
    expect(await room.decide('pilot')).toMatchObject({ code: 'pilots_switched_off' });
    await pilots(true);
    expect(await room.decide('pilot')).toMatchObject({ __typename: 'DecisionKept' });
    const move = (by: Persona, name: string) =>
      change(by, 'movePhase', { evaluationId: file.id, move: name });
    expect(await move('director', 'put_in_use')).toMatchObject({ code: 'decision_not_for_use' });
    expect(await move('coordinator', 'start_pilot')).toMatchObject({
      __typename: 'EvaluationSaved',
    });
    expect(await move('chair', 'ask_second_opinion')).toMatchObject({ code: 'pilot_not_ended' });
    // Months go by: nobody but the owner can tell the sealed protocol so.
    await scene.rows('alter table opinion disable trigger kept');
    await scene.rows(
      `update opinion set pilot = jsonb_set(pilot, '{endsOn}', '"2026-01-01"') where evaluation_id = $1`,
      [file.id],
    );
    await scene.rows('alter table opinion enable trigger kept');
    expect(await move('chair', 'ask_second_opinion')).toMatchObject({
      __typename: 'EvaluationSaved',
    });
    expect((await room.page()).opinion).toBeNull();
    expect(await room.meeting(present)).toMatchObject({ __typename: 'MeetingKept' });
  });

  it('reads the page with as many statements, however much was decided', async () => {
    const client = await scene.as('chair');
    const count = () =>
      countStatements(() => client.ask(readingAll('decisionPage'), { evaluationId: file.id }));
    await count();
    const little = await count();
    const id = await room.toTheVote(present);
    for (const name of present) await room.vote(name, id);
    for (let i = 0; i < 5; i += 1) await room.meeting(present);
    expect(await count()).toBe(little);
    expect(little).toBeLessThanOrEqual(20);
  });
});

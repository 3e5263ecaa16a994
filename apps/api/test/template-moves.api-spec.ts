import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { canonicalJson } from '@consilium/domain/kernel';
import type { Question, TemplateDocument } from '@consilium/domain/templates';
import {
  buildHospital,
  operationId,
  startTestServer,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { answersRoom, answeringPage, history, partPage, restoreRevision } from './answers-room';
import { countStatements } from './count-statements';

const whole = `current { id version } later { id version } refusal { code }
  preview { target { id } kept touched { questionKey fate answer { fr en } }
    returned { section leadRole } added { section leadRole } }
  moves { from to reason movedBy } retired { questionKey question { en } answer { en } comment authorName }`;
const templateOfFile = `query ($id: ID!) { templateOfFile(evaluationId: $id) { ${whole} } }`;
const move = `mutation ($input: MoveToTemplateVersionInput!) { moveToTemplateVersion(input: $input) {
  __typename ... on TemplateMoved { template { ${whole} } } ... on Refused { code message } } }`;

const keys = {
  reworded: 'Q01.need.problem',
  gone: 'Q01.need.current-practice',
  retyped: 'Q01.need.volume',
  same: 'Q01.need.expected-benefit',
  handedOver: 'Q01.need.success-criteria',
  alone: 'Q01.need.patient-view',
};
const added = 'Q02.fit.reimbursement';
const reason = 'La nouvelle version demande le volume autrement.';

/** The next version: one question of each kind of change. */
function nextOf(template: TemplateDocument): TemplateDocument {
  const change: Record<string, (question: Question) => Question | null> = {
    [keys.reworded]: (one) => ({ ...one, text: { fr: 'Quel besoin ?', en: 'Which need?' } }),
    [keys.gone]: () => null,
    [keys.retyped]: (one) => ({ ...one, type: { kind: 'text', config: {} } }),
    [keys.handedOver]: (one) => ({ ...one, roles: ['biomedical', 'clinician'] }),
    [keys.alone]: () => null,
  };
  const questions = template.questions.flatMap((question) => {
    const after = (change[question.key] ?? ((one: Question) => one))(question);
    return after ? [after] : [];
  });
  const [pattern] = questions.filter(({ key }) => key === 'Q02.fit.population');
  return {
    ...template,
    version: `${template.version}.1`,
    questions: [...questions, { ...pattern!, key: added }],
  };
}

describe('moving a file to a later version of its template', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let file: TestEvaluation;
  let later: string;
  const { mutate, ask, partOf, save, fill, submit, inDatabase, events, counts } = answersRoom(
    () => ({ started, application, chu, file }),
  );

  const publish = async (document: TemplateDocument): Promise<string> => {
    const id = v7();
    const text = canonicalJson(document);
    await inDatabase((client) =>
      client.query(
        `insert into template_version (organisation_id, id, template_key, version, content_hash, document)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          chu.id,
          id,
          document.key,
          document.version,
          createHash('sha256').update(text).digest('hex'),
          text,
        ],
      ),
    );
    return id;
  };
  interface Template {
    current: { id: string; version: string };
    later: { version: string }[];
    refusal: { code: string } | null;
    preview: {
      kept: number;
      touched: { questionKey: string; fate: string; answer: { en: string } }[];
      returned: unknown[];
      added: unknown[];
    } | null;
    moves: unknown[];
    retired: { questionKey: string }[];
  }
  const template = (persona: Persona) => ask<Template>(persona, templateOfFile, file.id);
  const take = (persona: Persona, changes: Record<string, unknown> = {}) =>
    mutate(persona, move, {
      input: {
        operationId: operationId(),
        evaluationId: file.id,
        fromVersionId: chu.templateVersionId,
        toVersionId: later,
        reason,
        ...changes,
      },
    });
  interface Shown {
    id: string;
    state: string;
    returnReason: string | null;
    questionKeys: string[];
    contentHash: string;
    answers: { id: string; questionKey: string; state: string; value: unknown; version: number }[];
  }
  const part = (place: string) => ask<Shown>('coordinator', partPage, partOf(place));
  const toConfirm = () =>
    inDatabase(async (client) => {
      const { rows } = await client.query<{ question_key: string }>(
        `select question_key from answer where answer_set_id = $1 and to_confirm order by 1`,
        [file.answerSetId],
      );
      return rows.map((row) => row.question_key);
    });

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
    later = await publish(nextOf(chu.template));
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterEach(async () => {
    const { kept, recount } = await counts();
    expect(kept).toEqual(recount);
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
  });

  it('looks ahead, gives every answer its fate, and loses none', async () => {
    await fill('clinician', 'Q01/clinician');
    await submit('clinician', 'Q01/clinician');
    await save('patient', keys.alone, { value: 'Qu’on m’explique.', comment: 'Dit au conseil.' });

    const ahead = await template('coordinator');
    expect(ahead).toMatchObject({
      current: { id: chu.templateVersionId },
      later: [{ id: later }],
      refusal: null,
      moves: [],
      retired: [],
      preview: {
        target: { id: later },
        kept: 1,
        returned: [{ section: 'Q01', leadRole: 'clinician' }],
        added: [{ section: 'Q01', leadRole: 'biomedical' }],
      },
    });
    expect(
      Object.fromEntries(ahead.preview!.touched.map((one) => [one.questionKey, one.fate])),
    ).toEqual({
      [keys.reworded]: 'to_confirm',
      [keys.gone]: 'retired',
      [keys.retyped]: 'asked_again',
      [keys.handedOver]: 'to_confirm',
      [keys.alone]: 'retired',
    });
    const before = await part('Q01/clinician');

    expect(await take('coordinator')).toMatchObject({
      __typename: 'TemplateMoved',
      template: {
        current: { id: later },
        later: [],
        preview: null,
        moves: [{ from: chu.template.version, reason, movedBy: 'coordinator' }],
      },
    });
    const after = await part('Q01/clinician');
    expect(after).toMatchObject({ state: 'returned', returnReason: reason });
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(after.questionKeys.toSorted()).toEqual(
      [keys.reworded, keys.retyped, keys.same].toSorted(),
    );
    expect(await toConfirm()).toEqual([keys.reworded, keys.handedOver].toSorted());

    // The value that no longer fits is taken out of the answer, and stays in its history.
    const answerTo = (page: Shown, key: string) =>
      page.answers.find(({ questionKey }) => questionKey === key)!;
    const old = answerTo(before, keys.retyped);
    expect(answerTo(after, keys.retyped)).toMatchObject({
      id: old.id,
      state: 'empty',
      version: old.version + 1,
    });
    const versions = await ask<{ value: unknown; authorName: string; current: boolean }[]>(
      'coordinator',
      `query ($id: ID!) { answerHistory(answerId: $id) { value authorName current } }`,
      old.id,
    );
    expect(versions).toEqual([
      { value: null, authorName: 'coordinator', current: true },
      { value: old.value, authorName: 'clinician', current: false },
    ]);

    // What is asked no more can be read, with its question.
    const { retired } = await template('clinician');
    expect(retired).toContainEqual({
      questionKey: keys.alone,
      question: { en: chu.template.questions.find(({ key }) => key === keys.alone)!.text.en },
      answer: { en: 'Qu’on m’explique.' },
      comment: 'Dit au conseil.',
      authorName: 'patient',
    });
    expect(retired.map(({ questionKey }) => questionKey).toSorted()).toEqual(
      [keys.gone, keys.alone].toSorted(),
    );
    const page = await ask<{ parts: { sectionKey: string; leadRole: string }[] }>(
      'coordinator',
      answeringPage,
      file.id,
    );
    const places = page.parts.map(({ sectionKey, leadRole }) => `${sectionKey}/${leadRole}`);
    expect(places).toContain('Q01/biomedical');
    expect(places).not.toContain('Q01/patient_representative');

    const [told] = await events('template.moved');
    expect(told).toMatchObject({
      subject_id: file.id,
      data: { from: chu.templateVersionId, to: later, toConfirm: 2, askedAgain: 1, retired: 2 },
    });
    expect(await events('part.returned')).toMatchObject([{ subject_id: partOf('Q01/clinician') }]);
  });

  it('holds a part back until its changed answers are confirmed, by saving them', async () => {
    await fill('clinician', 'Q01/clinician');
    await submit('clinician', 'Q01/clinician');
    await take('coordinator');
    const gaps = (await submit('clinician', 'Q01/clinician')) as unknown as {
      gaps: { questionKey: string; codes: string[] }[];
    };
    expect(gaps.gaps).toEqual([
      { questionKey: keys.reworded, codes: ['to_confirm'] },
      { questionKey: keys.retyped, codes: ['unanswered'] },
    ]);
    const held = (await part('Q01/clinician')).answers;
    const confirm = held.find(({ questionKey }) => questionKey === keys.reworded)!;
    expect(
      await save('clinician', keys.reworded, {
        value: confirm.value,
        baseVersion: confirm.version,
      }),
    ).toMatchObject({ __typename: 'AnswerSaved' });
    expect(await toConfirm()).toEqual([keys.handedOver]);
    // Words that the question can no longer take do not come back through the history either.
    const again = held.find(({ questionKey }) => questionKey === keys.retyped)!;
    const versions = await ask<{ revisionId: string; value: unknown }[]>(
      'clinician',
      history,
      again.id,
    );
    const input = {
      operationId: operationId(),
      partId: partOf('Q01/clinician'),
      questionKey: keys.retyped,
      revisionId: versions.find(({ value }) => typeof value === 'number')!.revisionId,
      baseVersion: again.version,
    };
    expect(await mutate('clinician', restoreRevision, { input })).toMatchObject({
      code: 'wrong_answer_type',
    });
    await save('clinician', keys.retyped, { value: '300 par an', baseVersion: again.version });
    expect(await submit('clinician', 'Q01/clinician')).toMatchObject({ state: 'submitted' });
  });

  it('shows what is asked no more only to whom the part is open', async () => {
    await save('patient', keys.alone, { value: 'Qu’on m’explique.' });
    await inDatabase((client) =>
      client.query(`update part set clearance = '{"level": "author"}' where id = $1`, [
        partOf('Q01/patient_representative'),
      ]),
    );
    await take('coordinator');
    expect((await template('coordinator')).retired).toMatchObject([{ questionKey: keys.alone }]);
    expect((await template('patient')).retired).toMatchObject([{ questionKey: keys.alone }]);
    expect((await template('clinician')).retired).toEqual([]);
  });

  it('leaves a part alone that has nothing to do again', async () => {
    await fill('clinician', 'Q04/clinician');
    await submit('clinician', 'Q04/clinician');
    await take('coordinator');
    expect(await part('Q04/clinician')).toMatchObject({ state: 'submitted' });
    expect(await events('part.returned')).toEqual([]);
    expect(await toConfirm()).toEqual([]);
  });

  it('is refused without a reason, to others, to other versions and once rated', async () => {
    expect(await take('coordinator', { reason: ' ' })).toMatchObject({ code: 'reason_required' });
    expect(await take('clinician')).toMatchObject({ code: 'not_permitted' });
    expect(await template('clinician')).toMatchObject({
      refusal: { code: 'not_permitted' },
      preview: null,
      later: [{ id: later }],
    });
    expect(await take('coordinator', { toVersionId: v7() })).toMatchObject({ code: 'not_found' });
    expect(await take('coordinator', { toVersionId: chu.templateVersionId })).toMatchObject({
      code: 'template_not_newer',
    });
    const stranger = await publish({ ...nextOf(chu.template), key: `other-${v7()}` });
    expect(await take('coordinator', { toVersionId: stranger })).toMatchObject({
      code: 'template_unrelated',
    });
    await inDatabase((client) =>
      client.query(
        `insert into round (organisation_id, id, evaluation_id, number, state, attribution, method,
           parameters, statements, opened_at, opened_by, closed_at, closed_by)
         values ($1, $2, $3, 1, 'closed', 'profession', 'ipras', '{}', '[]', now(), $4, now(), $4)`,
        [chu.id, v7(), file.id, chu.members.chair],
      ),
    );
    expect(await take('coordinator')).toMatchObject({ code: 'template_rated' });
    expect(await template('coordinator')).toMatchObject({
      refusal: { code: 'template_rated' },
      preview: null,
    });
    await inDatabase((client) =>
      client.query(`update evaluation set phase = 'deliberating' where id = $1`, [file.id]),
    );
    expect(await take('coordinator')).toMatchObject({ code: 'not_collecting' });
    expect(await events('template.moved')).toEqual([]);
  });

  it('is done once: repeated, and asked for by two at the same moment', async () => {
    const operation = operationId();
    const same = { operationId: operation };
    const [first, second] = await Promise.all([
      take('coordinator', same),
      take('coordinator', same),
    ]);
    expect([first, second]).toMatchObject([
      { __typename: 'TemplateMoved' },
      { __typename: 'TemplateMoved' },
    ]);
    expect(await events('template.moved')).toHaveLength(1);

    file = await chu.addEvaluation();
    const raced = await Promise.all([take('coordinator'), take('coordinator')]);
    expect(raced.map((one) => one['code'] ?? one.__typename).toSorted()).toEqual([
      'TemplateMoved',
      'stale_version',
    ]);
    expect(await events('template.moved')).toHaveLength(1);
  });

  it('takes no words for a question as it was', async () => {
    const { contentHash } = await part('Q01/clinician');
    const words = { value: 'Trop d’attente.', contentHash };
    const [moved, saved] = await Promise.all([
      take('coordinator'),
      save('clinician', keys.reworded, words),
    ]);
    expect(moved).toMatchObject({ __typename: 'TemplateMoved' });
    // Either the words came first and wait to be confirmed, or they were refused and stay with the writer.
    expect(await toConfirm()).toEqual(saved.__typename === 'AnswerSaved' ? [keys.reworded] : []);
    expect(await save('clinician', keys.same, { value: [], contentHash })).toMatchObject({
      code: 'template_changed',
    });
  });

  it('is read with as many statements however much was answered', async () => {
    const measure = async () => {
      await template('coordinator');
      return countStatements(() => template('coordinator'));
    };
    const few = await measure();
    await fill('clinician', 'Q01/clinician');
    await fill('clinician', 'Q04/clinician');
    expect(await measure()).toBe(few);
  });
});

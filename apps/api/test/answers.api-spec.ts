import 'reflect-metadata';
import exceljs from 'exceljs';
import { Client } from 'pg';
import {
  ApiClient,
  buildHospital,
  operationId,
  startTestServer,
  testPassword,
  type Persona,
  type TestEvaluation,
  type TestHospital,
  type TestServer,
} from '@consilium/testing';
import type { Question } from '@consilium/domain/templates';
import {
  seededRandom,
  partsOf,
  noFacts,
  questionTypeOf,
  leadRoleOf,
} from '@consilium/domain/templates';
import { answersConsumer, keptProgress, recountProgress } from '@consilium/server/answers';
import { systemActor } from '@consilium/server/platform/database';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';

type Result = Record<string, unknown> & { __typename: string };

const answerFields = `id questionKey state value comment version authorName onBehalfOfName`;
const saveAnswer = `mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) { __typename
  ... on AnswerSaved { answer { ${answerFields} } } ... on AnswerConflict { current { version } }
  ... on Refused { code } } }`;
const restoreRevision = `mutation ($input: RestoreRevisionInput!) { restoreRevision(input: $input) {
  __typename ... on AnswerSaved { answer { ${answerFields} } }
  ... on AnswerConflict { current { version } } ... on Refused { code } } }`;
const submitPart = `mutation ($partId: ID!, $operationId: ID!, $gapsReason: String) {
  submitPart(partId: $partId, operationId: $operationId, gapsReason: $gapsReason) { __typename
    ... on PartStateChanged { state gapsReason returnReason } ... on PartHasGaps { message gaps { questionKey codes } }
    ... on Refused { code } } }`;
const changeState = (
  name: string,
) => `mutation ($partId: ID!, $operationId: ID!, $reason: String!) {
  ${name}(partId: $partId, operationId: $operationId, reason: $reason) { __typename
    ... on PartStateChanged { state gapsReason returnReason } ... on Refused { code } } }`;
const partPage = `query ($id: ID!) { part(id: $id) { id state masked contentHash questionKeys returnReason
  conditionFacts { answers hidden } answers { ${answerFields} } supplierReplies { statement recordedBy }
  evidenceCounts facts } }`;
const answeringPage = `query ($id: ID!) { answeringPage(evaluationId: $id) { reference contentHash
  parts { id sectionKey leadRole state mine masked late closedWithGaps assignees
    progress { total answered complete minutes essential { total answered } } }
  seats { seatId displayName } } }`;
const history = `query ($id: ID!) { answerHistory(answerId: $id) { revisionId version current state value
  comment authorName onBehalfOfName writtenAt } }`;

describe('the answers room over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let file: TestEvaluation;
  const clients = new Map<Persona, ApiClient>();

  const as = async (persona: Persona): Promise<ApiClient> => {
    const known = clients.get(persona);
    if (known) return known;
    const client = new ApiClient(application.url, chu.slug);
    await client.signIn(chu.emails[persona], testPassword);
    clients.set(persona, client);
    return client;
  };
  const mutate = async (
    persona: Persona,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<Result> => {
    const data = await (await as(persona)).ask<Record<string, Result>>(query, variables);
    return Object.values(data)[0] as Result;
  };
  const ask = async <T = Record<string, unknown>>(
    persona: Persona,
    query: string,
    id: string,
  ): Promise<T> => {
    const data = await (await as(persona)).ask<Record<string, T>>(query, { id });
    return Object.values(data)[0] as T;
  };
  const partOf = (place: string): string => {
    const id = file.parts[place];
    if (!id) throw new Error(`no part ${place}`);
    return id;
  };
  const questionOf = (key: string): Question => {
    const question = chu.template.questions.find((each) => each.key === key);
    if (!question) throw new Error(`no question ${key}`);
    return question;
  };
  const save = (
    persona: Persona,
    questionKey: string,
    changes: Record<string, unknown> = {},
  ): Promise<Result> => {
    const question = questionOf(questionKey);
    return mutate(persona, saveAnswer, {
      input: {
        operationId: operationId(),
        partId: partOf(`${question.section}/${leadRoleOf(question)}`),
        questionKey,
        state: 'value',
        comment: 'Vu en réunion.',
        baseVersion: 0,
        ...changes,
      },
    });
  };
  /** Answers every question of a part that needs no document. */
  const fill = async (persona: Persona, place: string, but: readonly string[] = []) => {
    const [section, leadRole] = place.split('/');
    const part = partsOf(chu.template, noFacts).find(
      (each) => each.section === section && each.leadRole === leadRole,
    );
    const random = seededRandom(7);
    for (const { key, type } of part?.questions ?? []) {
      if (but.includes(key)) continue;
      const value = questionTypeOf(type.kind).sample(type.config, random);
      expect(await save(persona, key, { value })).toMatchObject({ __typename: 'AnswerSaved' });
    }
  };
  const submit = (persona: Persona, place: string, gapsReason: string | null = null) =>
    mutate(persona, submitPart, { partId: partOf(place), operationId: operationId(), gapsReason });
  const giveBack = (persona: Persona, place: string, reason: string) =>
    mutate(persona, changeState('returnPart'), {
      partId: partOf(place),
      operationId: operationId(),
      reason,
    });
  const inDatabase = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: started.ownerUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const events = (type: string) =>
    inDatabase(async (client) => {
      const { rows } = await client.query<{ subject_id: string; data: Record<string, unknown> }>(
        'select subject_id, data from event where type = $1 and evaluation_id = $2',
        [type, file.id],
      );
      return rows;
    });
  const counts = async () => {
    const actor = systemActor(chu.id, 'test', 'test');
    return started.server.unitOfWork.read(actor, async (tx) => ({
      kept: await keptProgress(tx, file.id),
      recount: await recountProgress(tx, started.server.templates, file.id),
    }));
  };

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl);
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
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

  it('opens a part in at most four statements, however full it is', async () => {
    await ask('clinician', partPage, partOf('Q03/clinician'));
    const empty = await countStatements(() => ask('clinician', partPage, partOf('Q03/clinician')));
    await fill('clinician', 'Q03/clinician');
    const full = await countStatements(() => ask('clinician', partPage, partOf('Q03/clinician')));
    // Session, BEGIN, facts, page; and the end of the transaction.
    expect(full).toBe(empty);
    expect(full).toBeLessThanOrEqual(5);
    const frame = await countStatements(() => ask('clinician', answeringPage, file.id));
    expect(frame).toBeLessThanOrEqual(6);
    const page = await ask('clinician', partPage, partOf('Q03/clinician'));
    expect(page['answers']).toHaveLength((page['questionKeys'] as string[]).length);
  });

  it('lists my parts with their progress, the essential questions apart', async () => {
    await save('clinician', 'Q01.need.problem', { value: 'Trop lent' });
    const page = await ask<{ parts: Result[] }>('clinician', answeringPage, file.id);
    const mine = page.parts.find(({ id }) => id === partOf('Q01/clinician'));
    expect(mine).toMatchObject({
      mine: true,
      masked: false,
      assignees: ['clinician'],
      progress: { total: 5, answered: 1, complete: 1 },
    });
    expect(page.parts.find(({ id }) => id === partOf('Q08/buyer'))).toMatchObject({ mine: false });
    // The security module waits for its condition.
    expect(page.parts.some(({ sectionKey }) => sectionKey === 'SEC')).toBe(false);
  });

  it('opens and closes questions with an answer, keeping answers and counts', async () => {
    await save('itSecurity', 'Q09.it.hosting', { value: 'hds_cloud' });
    await save('itSecurity', 'Q09.it.hds', { value: 'no' });
    const open = await counts();
    await save('itSecurity', 'Q09.it.hosting', { value: 'on_premise', baseVersion: 1 });
    const shut = await counts();
    expect(shut.kept).toEqual(shut.recount);
    expect(shut.kept).toMatchObject({
      questions: (open.kept?.questions ?? 0) - 1,
      answered: (open.kept?.answered ?? 0) - 1,
    });
    const page = await ask<{ questionKeys: string[]; answers: Result[] }>(
      'itSecurity',
      partPage,
      partOf('Q09/it_security'),
    );
    expect(page.questionKeys).not.toContain('Q09.it.hds');
    expect(page.answers.map(({ questionKey }) => questionKey)).toContain('Q09.it.hds');
    // A whole module, with the part it makes.
    await save('itSecurity', 'Q09.it.security-file', { value: 'no' });
    expect((await counts()).kept?.parts).toBe((shut.kept?.parts ?? 0) + 1);
  });

  it('counts right when answers that hang together are saved at the same time', async () => {
    await save('itSecurity', 'Q09.it.hosting', { value: 'on_premise' });
    await Promise.all([
      save('itSecurity', 'Q09.it.hosting', { value: 'hds_cloud', baseVersion: 1 }),
      save('itSecurity', 'Q09.it.hds', { value: 'yes' }),
      save('clinician', 'Q01.need.problem', { value: 'Trop lent' }),
      save('itSecurity', 'Q09.it.security-file', { value: 'no' }),
    ]);
    const { kept, recount } = await counts();
    expect(kept).toEqual(recount);
    expect(kept?.answered).toBe(4);
  });

  it('keeps what stood when the author changes, and takes it back', async () => {
    await inDatabase((client) =>
      client.query(
        'insert into part_assignee (organisation_id, part_id, seat_id, assigned_at) values ($1, $2, $3, now())',
        [chu.id, partOf('Q01/clinician'), file.seats.clinician2],
      ),
    );
    const first = await save('clinician', 'Q01.need.problem', { value: 'Premier texte' });
    const { id } = first['answer'] as { id: string };
    await save('clinician2', 'Q01.need.problem', { value: 'Second texte', baseVersion: 1 });
    const before = await ask<Result[]>('chair', history, id);
    expect(before).toMatchObject([
      { version: 2, current: true, revisionId: null, authorName: 'clinician2' },
      { version: 1, current: false, value: 'Premier texte', authorName: 'clinician' },
    ]);
    const input = (changes: object = {}) => ({
      input: {
        operationId: operationId(),
        partId: partOf('Q01/clinician'),
        questionKey: 'Q01.need.problem',
        revisionId: before[1]?.['revisionId'],
        baseVersion: 2,
        ...changes,
      },
    });
    expect(await mutate('buyer', restoreRevision, input())).toMatchObject({ code: 'not_assigned' });
    expect(await mutate('clinician', restoreRevision, input({ baseVersion: 1 }))).toMatchObject({
      __typename: 'AnswerConflict',
    });
    expect(
      await mutate('clinician', restoreRevision, input({ questionKey: 'Q01.need.volume' })),
    ).toMatchObject({ code: 'not_found' });
    expect(await mutate('clinician', restoreRevision, input())).toMatchObject({
      answer: { value: 'Premier texte', version: 3 },
    });
    expect(await mutate('clinician', restoreRevision, input({ baseVersion: 3 }))).toMatchObject({
      code: 'nothing_to_restore',
    });
    const after = await ask<Result[]>('clinician', history, id);
    expect(after.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(after.every(({ revisionId }) => revisionId !== null)).toBe(true);
    expect(await events('answer.revised')).toHaveLength(3);
  });

  it('is handed in when complete, or with a reason for the gaps, and can be given back', async () => {
    const place = 'Q01/clinician';
    const keys = partsOf(chu.template, noFacts)
      .find(({ section, leadRole }) => section === 'Q01' && leadRole === 'clinician')
      ?.questions.map(({ key }) => key);
    const left = keys?.[2] ?? '';
    await fill('clinician', place, [left]);

    expect(await submit('buyer', place)).toMatchObject({ code: 'not_assigned' });
    const refused = await submit('clinician', place);
    expect(refused).toMatchObject({
      __typename: 'PartHasGaps',
      message:
        'Il manque 1 réponse. Complétez-la, ou indiquez pourquoi vous remettez la partie ainsi.',
      gaps: [{ questionKey: left, codes: ['unanswered'] }],
    });
    expect(await events('part.submitted')).toHaveLength(0);
    expect(await submit('clinician', place, ' ')).toMatchObject({ code: 'reason_required' });

    const before = (await counts()).kept?.partsSubmitted;
    expect(await submit('clinician', place, 'Le chiffre viendra du DIM.')).toMatchObject({
      state: 'submitted',
      gapsReason: 'Le chiffre viendra du DIM.',
    });
    expect((await counts()).kept?.partsSubmitted).toBe((before ?? 0) + 1);
    expect(await events('part.submitted')).toHaveLength(1);
    expect(await events('answer.revised')).toHaveLength((keys?.length ?? 0) - 1);
    expect(await save('clinician', left, { value: 'x' })).toMatchObject({ code: 'part_submitted' });
    expect(await submit('clinician', place)).toMatchObject({ code: 'part_submitted' });

    expect(await giveBack('clinician', place, 'Non')).toMatchObject({ code: 'not_permitted' });
    expect(await giveBack('coordinator', place, '')).toMatchObject({ code: 'reason_required' });
    expect(await giveBack('coordinator', place, 'La source manque.')).toMatchObject({
      state: 'returned',
    });
    expect((await counts()).kept?.partsSubmitted).toBe(before);
    expect(await ask('clinician', partPage, partOf(place))).toMatchObject({
      state: 'returned',
      returnReason: 'La source manque.',
    });
    await fill(
      'clinician',
      'Q01/clinician',
      keys?.filter((key) => key !== left),
    );
    expect(await submit('clinician', place)).toMatchObject({
      state: 'submitted',
      gapsReason: null,
    });
    // Only what changed since the first submission is written again.
    expect(await events('answer.revised')).toHaveLength(keys?.length ?? 0);
  });

  it('is closed by the coordinator when nobody hands it in', async () => {
    const close = (persona: Persona, reason: string) =>
      mutate(persona, changeState('closePartWithGaps'), {
        partId: partOf('Q08/buyer'),
        operationId: operationId(),
        reason,
      });
    await save('buyer', 'Q08.cost.model', { value: undefined, state: 'unknown' });
    expect(await close('buyer', 'Trop tard')).toMatchObject({ code: 'not_permitted' });
    expect(await close('coordinator', 'x')).toMatchObject({ code: 'reason_required' });
    expect(await close('coordinator', 'Le marché est suspendu.')).toMatchObject({
      state: 'submitted',
      gapsReason: 'Le marché est suspendu.',
    });
    const page = await ask<{ parts: Result[] }>('buyer', answeringPage, file.id);
    expect(page.parts.find(({ id }) => id === partOf('Q08/buyer'))).toMatchObject({
      closedWithGaps: true,
    });
  });

  it('is written down on behalf of another seat, and says so', async () => {
    const behalf = { onBehalfOf: file.seats.patient, value: 'Dit par téléphone' };
    const key = chu.template.questions.find(
      (each) => leadRoleOf(each) === 'patient_representative' && each.type.kind === 'text',
    )?.key;
    const fallback = chu.template.questions.find(
      (each) => leadRoleOf(each) === 'patient_representative',
    )?.key;
    const question = key ?? fallback ?? '';
    const value = key ? behalf.value : 'yes';
    const mine = { ...behalf, value };
    expect(await save('buyer', question, mine)).toMatchObject({ code: 'not_assigned' });
    expect(
      await save('coordinator', question, { ...mine, onBehalfOf: operationId() }),
    ).toMatchObject({ code: 'invalid_input' });
    expect(await save('coordinator', question, mine)).toMatchObject({
      answer: { authorName: 'coordinator', onBehalfOfName: 'patient' },
    });
    expect(await save('coordinator', question, { ...mine, onBehalfOf: undefined })).toMatchObject({
      code: 'not_assigned',
    });
  });

  it('counts anew when documents changed', async () => {
    const eventId = operationId();
    await inDatabase(async (client) => {
      await client.query(
        `insert into event (organisation_id, id, type, schema_version, evaluation_id, principal_kind,
           principal_id, subject_kind, data, occurred_at)
         values ($1, $2, 'evidence.linked', 1, $3, 'system', 'test', 'evidence_link', '{}', now())`,
        [chu.id, eventId, file.id],
      );
      await client.query(
        'update evaluation_progress set soft_blockers = 0 where evaluation_id = $1',
        [file.id],
      );
    });
    const consumer = answersConsumer(started.server);
    expect(consumer.wants('evidence.linked')).toBe(true);
    await consumer.deliver({ organisationId: chu.id, eventId, type: 'evidence.linked' });
    expect((await counts()).kept?.softBlockers).toBeGreaterThan(0);
  });

  it('answers the scope questions during screening', async () => {
    file = await chu.addEvaluation({ phase: 'screening' });
    expect(await save('coordinator', 'S00.scope.ce-marking', { value: 'no' })).toMatchObject({
      answer: { value: 'no' },
    });
  });

  it('shows a reserved part without its answers to others, and decides their questions anyway', async () => {
    await save('itSecurity', 'Q09.it.hosting', { value: 'hds_cloud' });
    await save('biomedical', 'S00.profile.ai', { value: 'none' });
    await inDatabase((client) =>
      client.query(`update part set clearance = $1 where id = any($2)`, [
        JSON.stringify({ level: 'roles', roles: ['it_security'] }),
        [partOf('Q09/it_security'), partOf('S00/biomedical')],
      ]),
    );
    const other = await ask<{ answers: Result[] }>('buyer', partPage, partOf('Q09/it_security'));
    expect(other).toMatchObject({ masked: true, answers: [], supplierReplies: [] });
    const own = await ask('itSecurity', partPage, partOf('Q09/it_security'));
    expect(own).toMatchObject({ masked: false, answers: [{ questionKey: 'Q09.it.hosting' }] });
    expect(await ask('coordinator', partPage, partOf('Q09/it_security'))).toMatchObject({
      masked: false,
    });
    const [{ id }] = own['answers'] as [{ id: string }];
    expect(await ask('buyer', `query ($id: ID!) { answer(id: $id) { value } }`, id)).toBeNull();
    expect(await ask('buyer', history, id)).toBeNull();
    // "No artificial intelligence" closes a question of the buyer, who may not read that answer.
    const buyer = await ask<{ questionKeys: string[]; conditionFacts: Record<string, unknown> }>(
      'buyer',
      partPage,
      partOf('Q10/buyer'),
    );
    expect(buyer.questionKeys).not.toContain('Q10.legal.ai-act');
    expect(buyer.conditionFacts).toEqual({ answers: {}, hidden: ['S00.profile.ai'] });
  });

  it('asks the supplier, in a workbook and in both languages, and keeps its word apart', async () => {
    await save('clinician', 'Q01.need.problem', { state: 'unknown', value: null });
    const url = (locale: string) =>
      `${application.url}/api/evaluations/${file.id}/supplier-questions.xlsx?locale=${locale}`;
    const download = async (persona: Persona, locale: string) =>
      fetch(url(locale), {
        headers: {
          cookie: (await as(persona)).sessionCookie,
          'x-consilium-organisation': chu.slug,
        },
      });
    expect((await download('clinician', 'fr')).status).toBe(403);
    for (const [locale, heading] of [
      ['fr', 'Votre réponse'],
      ['en', 'Your answer'],
    ] as const) {
      const response = await download('buyer', locale);
      expect(response.status).toBe(200);
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.load((await response.arrayBuffer()) as never);
      const rows = workbook.worksheets[0]?.getSheetValues() as unknown[][];
      expect(rows[3]?.at(-1)).toBe(heading);
      const keys = rows.map((row) => row?.[1]);
      expect(keys).toContain('Q01.need.problem');
      expect(keys).not.toContain('Q01.need.volume');
    }

    const record = `mutation ($input: RecordSupplierReplyInput!) { recordSupplierReply(input: $input) {
      __typename ... on SupplierReplyRecorded { reply { statement statedOn recordedBy } }
      ... on Refused { code } } }`;
    const reply = (changes: object = {}) => ({
      input: {
        operationId: operationId(),
        evaluationId: file.id,
        questionKey: 'Q01.need.problem',
        statement: 'Nous divisons le délai par deux.',
        statedOn: '2026-01-15',
        ...changes,
      },
    });
    expect(await mutate('clinician', record, reply())).toMatchObject({ __typename: 'Refused' });
    for (const wrong of [
      { statedOn: '2026-02-30' },
      { statedOn: '2999-01-01' },
      { statement: ' ' },
    ]) {
      expect(await mutate('buyer', record, reply(wrong))).toMatchObject({ code: 'invalid_input' });
    }
    expect(await mutate('buyer', record, reply({ questionKey: 'Q99.no.thing' }))).toMatchObject({
      code: 'unknown_question',
    });
    expect(await mutate('buyer', record, reply())).toMatchObject({
      reply: { recordedBy: 'buyer', statedOn: '2026-01-15' },
    });
    const page = await ask('clinician', partPage, partOf('Q01/clinician'));
    expect(page).toMatchObject({
      answers: [{ state: 'unknown', value: null }],
      supplierReplies: [{ statement: 'Nous divisons le délai par deux.', recordedBy: 'buyer' }],
    });
    const asked = await ask<{ questions: Result[] }>(
      'coordinator',
      `query ($id: ID!) { supplierQuestions(evaluationId: $id) { questions {
        questionKey because replies { statement } } } }`,
      file.id,
    );
    expect(asked.questions[0]).toBeDefined();
    expect(asked.questions.find(({ because }) => because === 'unknown')).toMatchObject({
      questionKey: 'Q01.need.problem',
      replies: [{ statement: 'Nous divisons le délai par deux.' }],
    });
  });
});

import 'reflect-metadata';
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
import { keptProgress, recountProgress } from '@consilium/server/answers';
import { systemActor } from '@consilium/server/platform/database';
import { startApplication, type Application } from '../src/application';
import { countStatements } from './count-statements';

const saveAnswer = `mutation ($input: SaveAnswerInput!) {
  saveAnswer(input: $input) {
    __typename
    ... on AnswerSaved { answer { id state value comment version } }
    ... on AnswerConflict { current { value comment version } }
    ... on Refused { code message details }
  }
}`;

describe('saving an answer over HTTP', () => {
  let started: TestServer;
  let application: Application;
  let chu: TestHospital;
  let other: TestHospital;
  let file: TestEvaluation;
  const clients = new Map<string, ApiClient>();

  const as = async (persona: Persona, hospital = chu): Promise<ApiClient> => {
    const email = hospital.emails[persona];
    const known = clients.get(email);
    if (known) return known;
    const client = new ApiClient(application.url, hospital.slug);
    await client.signIn(email, testPassword);
    clients.set(email, client);
    return client;
  };

  const input = (changes: Record<string, unknown> = {}) => ({
    operationId: operationId(),
    partId: file.parts['Q01/clinician'],
    questionKey: 'Q01.need.problem',
    state: 'value',
    value: 'Les délais de lecture dépassent 48 heures.',
    comment: '',
    baseVersion: 0,
    ...changes,
  });

  const kept = async () => {
    const actor = systemActor(chu.id, 'test', 'test');
    return started.server.unitOfWork.read(actor, (tx) => keptProgress(tx, file.id));
  };

  const save = async (client: ApiClient, changes: Record<string, unknown> = {}) =>
    (
      await client.ask<{ saveAnswer: Record<string, unknown> }>(saveAnswer, {
        input: input(changes),
      })
    ).saveAnswer;

  beforeAll(async () => {
    started = await startTestServer();
    chu = await buildHospital(started.ownerUrl, 'chu');
    other = await buildHospital(started.ownerUrl, 'other');
    application = await startApplication(started.server, { host: '127.0.0.1', port: 0 });
  });
  beforeEach(async () => {
    file = await chu.addEvaluation();
  });
  afterEach(async () => {
    const actor = systemActor(chu.id, 'test', 'test');
    const recount = await started.server.unitOfWork.read(actor, (tx) =>
      recountProgress(tx, started.server.templates, file.id),
    );
    expect(await kept()).toEqual(recount);
  });
  afterAll(async () => {
    await application?.close();
    await started?.close();
  });

  it('keeps the words and counts the answer', async () => {
    const saved = await save(await as('clinician'));
    expect(saved).toMatchObject({
      __typename: 'AnswerSaved',
      answer: { value: 'Les délais de lecture dépassent 48 heures.', version: 1, state: 'value' },
    });
    expect(await kept()).toMatchObject({ answered: 1, unknown: 0 });
    await save(await as('clinician'), { baseVersion: 1, state: 'unknown', value: null });
    expect(await kept()).toMatchObject({ answered: 1, unknown: 1 });
    await save(await as('clinician'), { baseVersion: 2, state: 'empty', value: null });
    expect(await kept()).toMatchObject({ answered: 0, unknown: 0 });
  });

  it('keeps the words under the session they were written in, and under their template', async () => {
    const clinician = await as('clinician');
    expect(await save(clinician, { writtenBy: chu.members.patient })).toMatchObject({
      code: 'other_session',
    });
    expect(await save(clinician, { contentHash: 'x' })).toMatchObject({ code: 'template_changed' });
    expect(await save(clinician, { writtenBy: chu.members.clinician })).toMatchObject({
      answer: { version: 1 },
    });
  });

  it('saves in a constant number of statements', async () => {
    const clinician = await as('clinician');
    await save(clinician);
    const statements = await countStatements(() =>
      save(clinician, { baseVersion: 1, value: 'Deuxième version' }),
    );
    // BEGIN and locks; facts with the answer; the write; operation and COMMIT.
    expect(statements).toBeLessThanOrEqual(4);
  });

  it('shows the other text when somebody saved in between', async () => {
    const clinician = await as('clinician');
    await save(clinician);
    await save(clinician, { baseVersion: 1, value: 'Deuxième version' });
    expect(await save(clinician, { baseVersion: 1, value: 'Troisième' })).toMatchObject({
      __typename: 'AnswerConflict',
      current: { value: 'Deuxième version', version: 2 },
    });
  });

  it('answers a repeated operation with its first result, once', async () => {
    const clinician = await as('clinician');
    const again = { operationId: operationId() };
    const first = await save(clinician, again);
    expect(await save(clinician, again)).toEqual(first);
    const both = { operationId: operationId(), baseVersion: 1, value: 'En même temps' };
    const results = await Promise.all([save(clinician, both), save(clinician, both)]);
    expect(results[0]).toEqual(results[1]);
    expect(results[0]).toMatchObject({ answer: { version: 2 } });
  });

  it('lets one of two simultaneous first answers win and shows it to the other', async () => {
    const clinician = await as('clinician');
    const results = await Promise.all([
      save(clinician, { value: 'Un' }),
      save(clinician, { value: 'Deux' }),
    ]);
    expect(results.map((result) => result['__typename']).sort()).toEqual([
      'AnswerConflict',
      'AnswerSaved',
    ]);
  });

  it.each([
    ['an unknown question', { questionKey: 'Q01.need.nothing' }, 'unknown_question'],
    ['a question of another part', { questionKey: 'Q02.reg.class' }, 'question_not_in_part'],
    ['a value of another type', { value: 12 }, 'wrong_answer_type'],
    ['control characters', { value: 'a\u0000b' }, 'control_characters'],
    ['a malformed operation id', { operationId: 'x' }, 'invalid_input'],
    ['an id that is none', { partId: 'x' }, 'not_found'],
  ])('refuses %s and writes nothing', async (_what, changes, code) => {
    const clinician = await as('clinician');
    expect(await save(clinician, changes)).toMatchObject({ __typename: 'Refused', code });
    expect(await save(clinician)).toMatchObject({ answer: { version: 1 } });
  });

  it('refuses who is not assigned, and hides the file from other hospitals', async () => {
    expect(await save(await as('buyer'))).toMatchObject({ code: 'not_assigned' });
    expect(await save(await as('clinician', other))).toMatchObject({ code: 'not_found' });
  });

  it('refuses in another phase, in the reader’s language', async () => {
    file = await chu.addEvaluation({ phase: 'rating' });
    expect(await save(await as('clinician'))).toMatchObject({
      code: 'not_collecting',
      message:
        'Le dossier n’est plus en instruction\u00a0: les réponses ne peuvent plus être modifiées.',
    });
  });

  it('turns strangers, foreign pages and foreign organisations away', async () => {
    const stranger = new ApiClient(application.url, 'chu');
    expect(
      (await stranger.send(saveAnswer, { input: input() })).errors?.[0]?.extensions,
    ).toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
    const clinician = await as('clinician');
    const foreign = await clinician.send(
      saveAnswer,
      { input: input() },
      { origin: 'https://evil.test' },
    );
    expect(foreign.status).toBe(403);
    const elsewhere = await clinician.send(
      saveAnswer,
      { input: input() },
      { 'x-consilium-organisation': 'other' },
    );
    expect(elsewhere.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_A_MEMBER' });
  });
});

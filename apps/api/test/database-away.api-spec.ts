import 'reflect-metadata';
import { Writable } from 'node:stream';
import { createClient as createSocket } from 'graphql-ws';
import { Client } from 'pg';
import { pino } from 'pino';
import WebSocket from 'ws';
import { composeServer, type Server } from '@consilium/server/composition';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import {
  ApiClient,
  buildHospital,
  createTestDatabase,
  operationId,
  startWire,
  testPassword,
  type CutWire,
  type TestDatabase,
  type TestEvaluation,
  type TestHospital,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';

const saveAnswer = `mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) {
  __typename ... on AnswerSaved { answer { value version } } ... on Refused { code } } }`;

describe('while the database is away', () => {
  let database: TestDatabase;
  let wire: CutWire;
  let server: Server;
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let file: TestEvaluation;
  let clinician: ApiClient;
  const log: Record<string, unknown>[] = [];

  const input = (changes: Record<string, unknown>) => ({
    operationId: operationId(),
    partId: file.parts['Q01/clinician'],
    questionKey: 'Q01.need.problem',
    state: 'value',
    comment: '',
    ...changes,
  });

  const post = async (
    client: ApiClient | null,
    query: string,
    variables: object,
    language = 'en',
  ) => {
    const response = await fetch(`${application.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-consilium-csrf': '1',
        'x-consilium-organisation': chu.slug,
        'accept-language': language,
        cookie: client ? client.sessionCookie : `consilium_session=${'x'.repeat(43)}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    return { response, body: (await response.json()) as Answer };
  };
  interface Answer {
    data?: { saveAnswer: { __typename: string; answer: { value: string; version: number } } };
    errors?: [{ message: string; extensions: { code: string; correlationId: string } }];
  }

  const rows = async () => {
    const { rows: found } = await owner.query<Record<string, unknown>>(
      `select (select jsonb_agg(jsonb_build_array(value, version) order by id) from answer) as answers,
         (select count(*)::int from answer_revision) as revisions,
         (select count(*)::int from event) as events,
         (select count(*)::int from outbox_item) as waiting,
         (select count(*)::int from operation) as operations,
         (select jsonb_agg(to_jsonb(p) order by evaluation_id) from evaluation_progress p) as progress`,
    );
    return found[0];
  };

  const back = async (): Promise<void> => {
    await wire.mend();
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await fetch(`${application.url}/health/ready`)).status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the API did not recover');
  };

  const expectUnavailable = ({ response, body }: Awaited<ReturnType<typeof post>>): string => {
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    const error = body.errors![0];
    const { code, correlationId } = error.extensions;
    expect(code).toBe('UNAVAILABLE');
    expect(correlationId).toBe(response.headers.get('x-correlation-id'));
    expect(log.find((line) => line['correlationId'] === correlationId)).toMatchObject({
      level: 50,
      err: { message: expect.any(String) },
    });
    expect(JSON.stringify(body)).not.toMatch(/ECONN|127\.0|select|\.ts|node_modules|consilium_/i);
    return error.message.replace(correlationId, 'ID');
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    wire = await startWire(database.appUrl);
    server = await composeServer(
      parseConfiguration({
        DATABASE_URL: wire.through(database.ownerUrl),
        DATABASE_APP_URL: wire.through(database.appUrl),
        LOG_LEVEL: 'silent',
        CONSILIUM_DEMO: '0',
      }),
      'api',
    );
    const lines = new Writable({
      write: (line: Buffer, _encoding, done) => {
        log.push(JSON.parse(line.toString()) as Record<string, unknown>);
        done();
      },
    });
    application = await startApplication(
      { ...server, logger: pino({ level: 'error' }, lines) },
      { host: '127.0.0.1', port: 0 },
    );
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    chu = await buildHospital(database.ownerUrl, 'chu');
    file = await chu.addEvaluation();
    clinician = new ApiClient(application.url, chu.slug);
    await clinician.signIn(chu.emails.clinician, testPassword);
  });
  afterAll(async () => {
    await owner?.end();
    await application?.close();
    await server?.close();
    await wire?.cut();
    await database?.drop();
  });

  afterEach(async () => {
    await wire.mend();
  });

  it('answers 503 with a sentence in the reader’s language, writes nothing, and recovers by itself', async () => {
    const first = await post(clinician, saveAnswer, {
      input: input({ value: 'Un', baseVersion: 0 }),
    });
    expect(first.body.data?.saveAnswer).toMatchObject({ answer: { version: 1 } });
    const before = await rows();
    await wire.cut();
    const next = input({ value: 'Deux', baseVersion: 1 });
    expect(expectUnavailable(await post(clinician, saveAnswer, { input: next }))).toBe(
      'La base de données ne répond pas. Rien n’a été enregistré\u00a0; réessayez dans quelques instants. Numéro de suivi\u00a0: ID.',
    );
    expect(expectUnavailable(await post(null, '{ unreadCount }', {}, 'en-GB,fr'))).toBe(
      'The database does not answer. Nothing was saved; try again in a moment. Tracking number: ID.',
    );
    expect(expectUnavailable(await post(clinician, '{ unreadCount }', {}))).toContain('La base');
    expect((await fetch(`${application.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${application.url}/health/ready`)).status).toBe(503);
    expect(await rows()).toEqual(before);
    await back();
    const again = await post(clinician, saveAnswer, { input: next });
    expect(again.body.data?.saveAnswer).toEqual({
      __typename: 'AnswerSaved',
      answer: { value: 'Deux', version: 2 },
    });
  });

  it.each([
    ['/api/files/00000000-0000-7000-8000-000000000000'],
    ['/api/reports/00000000-0000-7000-8000-000000000000.pdf'],
    [`/api/templates/${'0'.repeat(64)}`],
    ['/api/evaluations/00000000-0000-7000-8000-000000000000/supplier-questions.xlsx'],
  ])('answers 503 at %s too', async (path) => {
    await post(clinician, '{ unreadCount }', {});
    await wire.cut();
    const response = await fetch(application.url + path, {
      headers: { 'x-consilium-organisation': chu.slug, cookie: clinician.sessionCookie },
    });
    expectUnavailable({ response, body: (await response.json()) as Answer });
    await back();
  });

  it('keeps nothing of a save that is under way when the wire is cut', async () => {
    const before = await rows();
    await owner.query('begin');
    await owner.query('select 1 from evaluation where id = $1 for update', [file.id]);
    const next = input({ value: 'Trois', baseVersion: 2 });
    const saving = post(clinician, saveAnswer, { input: next });
    for (let blocked = 0; blocked === 0;) {
      const { rows: waiting } = await owner.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      blocked = waiting[0]?.n ?? 0;
    }
    await wire.cut();
    expectUnavailable(await saving);
    await owner.query('rollback');
    await back();
    expect(await rows()).toEqual(before);
    expect(
      (await post(clinician, saveAnswer, { input: next })).body.data?.saveAnswer,
    ).toMatchObject({
      answer: { value: 'Trois', version: 3 },
    });
  });

  it('asks live connections to come again, and speaks to them afterwards', async () => {
    const codes: number[] = [];
    let connected = 0;
    const socket = createSocket({
      url: `${application.url.replace('http', 'ws')}/graphql`,
      connectionParams: { organisation: chu.slug },
      retryAttempts: Number.POSITIVE_INFINITY,
      retryWait: () => new Promise((resolve) => setTimeout(resolve, 25)),
      on: {
        connected: () => (connected += 1),
        closed: (event) => codes.push((event as { code: number }).code),
      },
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { headers: { cookie: clinician.sessionCookie } });
        }
      },
    });
    // Forgets what is remembered of the session, so that opening the connection asks the database.
    server.gate.forgetSessions();
    await wire.cut();
    const heard = socket.iterate({
      query: 'subscription ($id: ID!) { answerChanged(evaluationId: $id) { __typename } }',
      variables: { id: file.id },
    });
    const next = heard.next();
    while (codes.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(codes[0]).toBe(1013);
    await back();
    while (connected === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    let told = false;
    void next.then(() => (told = true));
    for (let version = 3; !told; version += 1) {
      await post(clinician, saveAnswer, {
        input: input({ value: `v${version}`, baseVersion: version }),
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await next).value).toMatchObject({ data: { answerChanged: expect.anything() } });
    await heard.return?.();
    await socket.dispose();
  });
});

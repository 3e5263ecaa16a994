import 'reflect-metadata';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { composeServer, startBackground, type Server } from '@consilium/server/composition';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import { makeLogger } from '@consilium/server/platform/faults';
import {
  buildHospital,
  createTestDatabase,
  redisIsThere,
  operationId,
  startTestRedis,
  startWire,
  testPassword,
  type CutWire,
  type TestDatabase,
  type TestEvaluation,
  type TestHospital,
  type TestRedis,
} from '@consilium/testing';
import { startApplication, type Application } from '../src/application';
import { evidenceRoom, pdf } from './evidence-room';

const onRedis = redisIsThere() ? it : it.skip;

const saveAnswer = `mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) {
  __typename ... on AnswerSaved { answer { version } } ... on Refused { code } } }`;
const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename } }`;
const generate = `mutation ($input: GenerateReportInput!) { generateReport(input: $input) {
  __typename ... on ReportRequested { report { id } } } }`;

/** What nobody may find in a log: typed into every fault below. */
const marked = 'Zinnober-4711';

describe('while a server that the product needs is away', () => {
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let toDatabase: CutWire;
  let toRedis: CutWire | undefined;
  let folder: string;
  let server: Server;
  let background: { close(): Promise<void> };
  let application: Application;
  let owner: Client;
  let chu: TestHospital;
  let file: TestEvaluation;
  let version = 0;
  const lines: string[] = [];
  const { as, upload } = evidenceRoom(() => ({ application, chu, file }));

  beforeAll(async () => {
    database = await createTestDatabase();
    toDatabase = await startWire(database.appUrl);
    redis = await startTestRedis();
    if (redis) toRedis = await startWire(redis.url);
    folder = await mkdtemp(path.join(tmpdir(), 'consilium-away-'));
    const composed = await composeServer(
      parseConfiguration({
        DATABASE_URL: toDatabase.through(database.ownerUrl),
        DATABASE_APP_URL: toDatabase.through(database.appUrl),
        ...(redis && toRedis ? { REDIS_URL: toRedis.through(redis.url) } : {}),
        CONSILIUM_DATA: folder,
        LOG_LEVEL: 'silent',
        CONSILIUM_DEMO: '0',
      }),
      'api',
    );
    const log = new Writable({
      write: (line: Buffer, _encoding, done) => {
        lines.push(line.toString());
        done();
      },
    });
    server = { ...composed, logger: makeLogger('test', 'trace', log) };
    background = await startBackground(server);
    application = await startApplication(server, { host: '127.0.0.1', port: 0 });
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    chu = await buildHospital(database.ownerUrl, 'chu');
    file = await chu.addEvaluation();
    await (await as('clinician')).ask('{ unreadCount }');
  }, 60_000);
  afterAll(async () => {
    await toDatabase?.mend();
    await toRedis?.mend();
    await background?.close();
    await application?.close();
    await server?.close();
    await owner?.end();
    await toDatabase?.cut();
    await toRedis?.cut();
    await redis?.stop();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const post = async (query: string, variables: object, language = 'en') => {
    const client = await as('clinician');
    const response = await fetch(`${application.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-consilium-csrf': '1',
        'x-consilium-organisation': chu.slug,
        'accept-language': language,
        cookie: client.sessionCookie,
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as {
      data?: Record<string, { __typename: string; answer?: { version: number } } | null>;
      errors?: { message: string; extensions: Record<string, string> }[];
    };
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      data: body.data,
      error: body.errors?.[0],
    };
  };
  const save = (value = marked) =>
    post(saveAnswer, {
      input: {
        operationId: operationId(),
        partId: file.parts['Q01/clinician'],
        questionKey: 'Q01.need.problem',
        state: 'value',
        comment: '',
        value,
        baseVersion: version,
      },
    });
  const health = async () => {
    const begun = Date.now();
    const response = await fetch(`${application.url}/health/ready`);
    return {
      status: response.status,
      body: (await response.json()) as unknown,
      took: Date.now() - begun,
    };
  };
  const until = async (holds: () => Promise<boolean>, ms = 30_000): Promise<void> => {
    const end = Date.now() + ms;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not happen in time');
      await pause(50);
    }
  };
  const isReady = async (): Promise<boolean> => (await health()).status === 200;

  it('is ready within a second or says what is down, though the database swallows all questions', async () => {
    toDatabase.stall();
    const both = await Promise.all([health(), health()]);
    for (const { status, body, took } of both) {
      expect(status).toBe(503);
      expect(body).toMatchObject({ status: 'not_ready', checks: { database: 'down' } });
      expect(JSON.stringify(body)).not.toMatch(/127\.0|:\d{4}|consilium/);
      expect(took).toBeLessThan(3_000);
    }
    await toDatabase.mend();
    await until(isReady);
  }, 60_000);

  onRedis(
    'does everything that people ask for, though Redis is away, and says that it is',
    async () => {
      await toRedis!.cut();
      await until(async () => (await health()).status === 503);
      expect((await health()).body).toMatchObject({ checks: { database: 'up', queues: 'down' } });
      const newcomer = await fetch(`${application.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-consilium-csrf': '1' },
        body: JSON.stringify({
          query: signIn,
          variables: { email: chu.emails.patient, password: testPassword },
        }),
      });
      expect(await newcomer.json()).toMatchObject({ data: { signIn: { __typename: 'SignedIn' } } });
      const saved = await save('without Redis');
      expect(saved).toMatchObject({
        status: 200,
        data: { saveAnswer: { __typename: 'AnswerSaved' } },
      });
      version = saved.data!['saveAnswer']!.answer!.version;
      await toRedis!.mend();
      await until(isReady);
    },
    60_000,
  );

  it('tells a sender and a report that the store is away, and builds the report once it is back', async () => {
    const place = path.join(folder, 'files');
    await until(isReady);
    await rename(place, `${place}.gone`);
    await writeFile(place, 'no folder');
    const sent = await upload(await as('clinician'), pdf(marked), `${marked}.pdf`);
    expect(sent).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
    });
    expect(JSON.stringify(sent.body)).toMatch(
      /L’espace qui conserve les fichiers ne répond pas|The store that keeps the files/,
    );
    expect(await health()).toMatchObject({ status: 503, body: { checks: { storage: 'down' } } });
    const asked = await (
      await as('coordinator')
    ).ask<{ generateReport: { report: { id: string } } }>(generate, {
      input: {
        operationId: operationId(),
        evaluationId: file.id,
        locale: 'fr',
        version: 'panel',
      },
    });
    const { id } = asked.generateReport.report;
    const row = async () =>
      (
        await owner.query<{ state: string; attempts: number; excused: number }>(
          'select state, attempts, excused from report where id = $1',
          [id],
        )
      ).rows[0]!;
    // More often than a report that cannot be built would be tried.
    await until(async () => (await row()).excused >= 3);
    expect((await row()).state).toBe('building');
    await rm(place);
    await rename(`${place}.gone`, place);
    await until(async () => (await row()).state === 'ready');
    expect((await row()).attempts).toBeGreaterThan(3);
  }, 90_000);

  it('reads on and refuses to write with the cause when the disk is full', async () => {
    const saved = await save('before');
    version = saved.data!['saveAnswer']!.answer!.version;
    // What PostgreSQL says when it cannot extend a table.
    await owner.query(`create function disk_full() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file "base/1/2": No space left on device: ${marked}'
        using errcode = '53100'; end $$`);
    await owner.query(
      'create trigger no_room before insert or update on answer for each row execute function disk_full()',
    );
    expect(await save()).toMatchObject({
      status: 503,
      retryAfter: '60',
      error: {
        message: expect.stringMatching(
          /^Il n’y a plus de place sur le disque\u00a0: rien ne peut être enregistré pour l’instant\. Vous pouvez continuer à lire\./,
        ),
        extensions: { code: 'DISK_FULL' },
      },
    });
    expect(await post('{ unreadCount }', {})).toMatchObject({ status: 200 });
    expect(await health()).toMatchObject({
      status: 200,
      body: { status: 'ready', writes: 'refused' },
    });
    await owner.query('drop trigger no_room on answer');
    const again = await save('after');
    expect(again).toMatchObject({ data: { saveAnswer: { answer: { version: version + 1 } } } });
    version += 1;
    await until(async () => JSON.stringify((await health()).body).includes('accepted'));
  }, 60_000);

  it('writes no word, name or address of anybody into its log', async () => {
    // A unique key, a value that the database cannot read, a broken body, a variable of a wrong type.
    await owner.query(`create function breaks() returns trigger language plpgsql as
      $$ begin perform ('${marked}' || new.value::text)::uuid; return new; end $$`);
    await owner.query(
      'create trigger breaks before insert or update on answer for each row execute function breaks()',
    );
    expect(await save()).toMatchObject({
      error: { extensions: { code: 'INTERNAL' } },
    });
    await owner.query('drop trigger breaks on answer');
    await post(saveAnswer, { input: { value: marked } });
    await post(`{ ${marked} }`, {});
    await fetch(`${application.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-consilium-csrf': '1' },
      body: `{"query": ${marked}`,
    });
    await fetch(`${application.url}/api/files/${marked}?${marked}`, {
      headers: { cookie: (await as('clinician')).sessionCookie },
    });
    await fetch(`${application.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-consilium-csrf': '1' },
      body: JSON.stringify({
        query: signIn,
        variables: { email: `${marked}@example.test`, password: marked },
      }),
    });
    const said = lines.join('');
    expect(said).toContain('a request failed');
    expect(said).toContain('22P02');
    expect(said).not.toContain(marked);
    expect(said).not.toContain(chu.emails.clinician);
    // A refusal that is nobody's fault is no error.
    const errors = lines
      .map((line) => JSON.parse(line) as { level: number; err?: { type: string } })
      .filter(({ level }) => level >= 50);
    expect(errors.filter(({ err }) => err?.type === 'RefusedError')).toEqual([]);
  }, 60_000);
});

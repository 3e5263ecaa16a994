import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { v7 } from 'uuid';
import {
  ApiClient,
  buildHospital,
  createTestDatabase,
  findProgram,
  operationId,
  startMailSink,
  startMortalRedis,
  startObjectStore,
  testPassword,
  type MailSink,
  type MortalRedis,
  type ObjectStore,
  type TestDatabase,
  type TestEvaluation,
  type TestHospital,
} from '@consilium/testing';
import { ProductProcess } from '../support/product-process';
import { random } from './random';

const seed = Number(process.env['CONSILIUM_SEED'] ?? 20261130);

const openThread = `mutation ($input: OpenThreadInput!) { openThread(input: $input) {
  __typename ... on ThreadSaved { thread { id } } } }`;
const generate = `mutation ($input: GenerateReportInput!) { generateReport(input: $input) {
  __typename ... on ReportRequested { report { id } } } }`;

export interface Blows {
  /** Deaths of the API or the worker. */
  readonly kills: number;
  /** `FLUSHALL`. */
  readonly flushes: number;
  /** Deaths of Redis, which keeps nothing on disk. */
  readonly deaths: number;
}

/**
 * People mention each other and ask for reports while processes die and Redis forgets, on a real
 * Redis, mail server and object store: in the end everything that was acknowledged is done, once.
 */
export function describeForgetting(blows: Blows): void {
  const { kills, flushes, deaths } = blows;
  const total = kills + flushes + deaths;
  const there = findProgram('redis-server') !== undefined;

  describe(`${kills} kills, ${flushes} FLUSHALL and ${deaths} deaths of Redis (seed ${seed})`, () => {
    const on = there ? it : it.skip;
    let database: TestDatabase;
    let owner: Client;
    let redis: MortalRedis;
    let sink: MailSink;
    let store: ObjectStore;
    let folder: string;
    let api: ProductProcess;
    let worker: ProductProcess;
    let hospital: TestHospital;
    let file: TestEvaluation;
    let coordinator: ApiClient;

    beforeAll(async () => {
      if (!there) return;
      database = await createTestDatabase();
      owner = new Client({ connectionString: database.ownerUrl });
      await owner.connect();
      redis = (await startMortalRedis())!;
      sink = await startMailSink();
      store = await startObjectStore();
      folder = await mkdtemp(path.join(tmpdir(), 'consilium-forgetting-'));
      hospital = await buildHospital(database.ownerUrl, 'oubli');
      file = await hospital.addEvaluation();
      const environment = {
        DATABASE_URL: database.ownerUrl,
        DATABASE_APP_URL: database.appUrl,
        REDIS_URL: redis.url,
        SMTP_URL: sink.url,
        STORAGE_URL: store.url,
        CONSILIUM_DATA: folder,
        CONSILIUM_DEMO: '0',
        LOG_LEVEL: 'fatal',
      };
      [api, worker] = await Promise.all([
        ProductProcess.start('api', environment),
        ProductProcess.start('worker', environment),
      ]);
      coordinator = new ApiClient(`http://127.0.0.1:${api.port}`, hospital.slug);
      await coordinator.signIn(hospital.emails.coordinator, testPassword);
    }, 120_000);
    afterAll(async () => {
      await Promise.all([api?.kill(), worker?.kill()]);
      await owner?.end();
      await redis?.stop();
      await sink?.close();
      await store?.close();
      await database?.drop();
      if (folder) await rm(folder, { recursive: true, force: true });
    }, 60_000);

    /** Asks until it is answered, under one operation id, as a browser does. */
    const ask = async <T>(query: string, input: object, over: () => boolean): Promise<T | null> => {
      const variables = { input: { ...input, operationId: operationId() } };
      while (!over()) {
        const answered = await coordinator.send<T>(query, variables).catch(() => null);
        if (answered?.data && !answered.errors) return answered.data;
        await pause(50);
      }
      return null;
    };

    on(
      'lose nothing that was asked for, and do it once',
      async () => {
        const threads = new Set<string>();
        const reports = new Set<string>();
        let stopped = false;
        const mentioning = (async () => {
          for (let n = 0; !stopped; n += 1) {
            const saved = await ask<{ openThread: { thread: { id: string } } }>(
              openThread,
              {
                evaluationId: file.id,
                anchor: { kind: 'evaluation', id: file.id },
                kind: 'remark',
                body: `Remarque ${n}`,
                mentions: [file.seats.clinician],
              },
              () => stopped,
            );
            if (saved) threads.add(saved.openThread.thread.id);
            await pause(150);
          }
        })();
        const reporting = (async () => {
          for (let n = 0; !stopped; n += 1) {
            const asked = await ask<{ generateReport: { report: { id: string } } }>(
              generate,
              { evaluationId: file.id, locale: n % 2 === 0 ? 'fr' : 'en', version: 'panel' },
              () => stopped,
            );
            if (asked) reports.add(asked.generateReport.report.id);
            await pause(400);
          }
        })();

        // Rows as the product writes them beside the effect that asks for a mail.
        const mailing = (async () => {
          for (let n = 0; !stopped; n += 1) {
            await owner.query(
              `insert into mail (organisation_id, id, dedupe_key, member_id, recipient, subject, body,
                 locale, created_at)
               values ($1, $2, $3, $4, 'lecteur@example.test', 'Sujet', 'Corps', 'fr', now())`,
              [hospital.id, v7(), `blow-${n}`, hospital.members.clinician],
            );
            await pause(250);
          }
        })();

        const next = random(seed);
        const left = { kills, flushes, deaths };
        for (let n = 0; n < total; n += 1) {
          await pause(100 + next() * 900);
          const pick = Math.floor(next() * (left.kills + left.flushes + left.deaths));
          if (pick < left.kills) {
            left.kills -= 1;
            const victim = next() < 0.7 ? worker : api;
            await victim.kill();
            await victim.startAgain();
          } else if (pick < left.kills + left.flushes) {
            left.flushes -= 1;
            const client = new Redis(redis.url);
            await client.flushall();
            client.disconnect();
          } else {
            left.deaths -= 1;
            await redis.replace();
          }
        }
        stopped = true;
        await Promise.all([mentioning, reporting, mailing]);

        const owed = `select (select count(*) from outbox_item)::int as events,
          (select count(*) from delivery)::int as deliveries,
          (select count(*) from report where state in ('queued', 'building'))::int as reports,
          (select count(*) from mail where sent_at is null and failed_at is null)::int as mails`;
        const begun = Date.now();
        const rest = async () => (await owner.query<Record<string, number>>(owed)).rows[0]!;
        while (Object.values(await rest()).some((n) => n > 0) && Date.now() - begun < 600_000) {
          await pause(500);
        }
        expect(await rest()).toEqual({ events: 0, deliveries: 0, reports: 0, mails: 0 });

        const column = async (sql: string): Promise<string[]> =>
          (await owner.query<{ value: string }>(sql)).rows.map(({ value }) => value);
        expect(
          new Set(await column(`select id as value from report where state = 'ready'`)),
        ).toEqual(reports);
        expect(
          (
            await column(`select data->>'reportId' as value from event where type = 'report.ready'`)
          ).sort(),
        ).toEqual([...reports].sort());
        // Each mention is in the inbox once, under the event that told of it.
        const mentions = await column(
          `select dedupe_key as value from inbox_item where kind = 'mentioned'`,
        );
        expect(mentions.length).toBe(threads.size);
        expect(new Set(mentions).size).toBe(threads.size);
        const mails = await column('select id as value from mail where sent_at is not null');
        expect(await column('select id as value from mail where failed_at is not null')).toEqual(
          [],
        );
        const taken = new Set(sink.taken.map(({ messageId }) => messageId));
        expect(taken).toEqual(new Set(mails.map((id) => `<${id}@consilium>`)));
        expect(threads.size).toBeGreaterThan(total / 4);
        process.stderr.write(
          `${total} blows: ${threads.size} mentions, ${reports.size} reports, ${mails.length} mails ` +
            `(${sink.taken.length - mails.length} repeated), nothing lost; ` +
            `all done ${Math.round((Date.now() - begun) / 1000)} s after the last blow\n`,
        );
      },
      900_000 + total * 20_000,
    );
  });
}

import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import {
  buildHospital,
  redisIsThere,
  startTestRedis,
  startTestServer,
  type TestHospital,
  type TestRedis,
  type TestServer,
} from '@consilium/testing';
import { systemActor } from '../platform/database';
import { queueMails } from '../platform/mail';
import { jobPlans, relayEvents, sweepDeliveries } from '../platform/queues';
import { queueReports } from '../reports';
import type { Consumer } from './consumers';
import { consumersOf } from './consumers';

describe.each([
  ['PostgreSQL', true],
  ['Redis', redisIsThere()],
])('what was handed to the queues on %s', (store, there) => {
  const on = there ? it : it.skip;
  let started: TestServer;
  let redis: TestRedis | undefined;
  let owner: Client;
  let hospital: TestHospital;
  const heard: string[] = [];
  let broken = false;
  const consumer: Consumer = {
    name: 'test',
    wants: (type) => type.startsWith('test.'),
    deliver: async ({ eventId, type }) => {
      if (broken && type === 'test.poison') throw new TypeError('a word of somebody');
      heard.push(eventId);
    },
  };

  const until = async (holds: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> => {
    const end = Date.now() + ms;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not happen in time');
      await pause(50);
    }
  };
  const happen = (type: string) =>
    started.server.unitOfWork.actInOrganisation(
      systemActor(hospital.id, 'test', 'test'),
      'outbox.relay',
      {},
      async (tx) => {
        tx.record({ type, subject: { kind: 'thing', id: null } });
        return null;
      },
    );
  /** The queue's store as somebody finds it who has just replaced it. */
  const forget = async (): Promise<void> => {
    if (redis) {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    } else {
      const { rows } = await owner.query<{ name: string }>(
        `select quote_ident(tablename) as name from pg_tables
          where schemaname = 'bullmq' and tablename ~ 'job'`,
      );
      expect(rows.length).toBeGreaterThan(0);
      await owner.query(`truncate ${rows.map(({ name }) => `bullmq.${name}`).join(', ')} cascade`);
    }
  };
  const owed = async () =>
    (
      await owner.query<{ consumer: string; attempts: number; error: string; aside: boolean }>(
        `select consumer, attempts, error, set_aside_at is not null as aside from delivery
          where type like 'test.%'`,
      )
    ).rows;

  beforeAll(async () => {
    if (!there) return;
    if (store === 'Redis') redis = await startTestRedis();
    started = await startTestServer(redis ? { REDIS_URL: redis.url } : {});
    owner = new Client({ connectionString: started.ownerUrl });
    await owner.connect();
    hospital = await buildHospital(started.ownerUrl, 'forgotten');
  });
  afterAll(async () => {
    await owner?.end();
    await started?.close();
    await redis?.stop();
  });

  on(
    'is done, once, though the queue forgot all of it',
    async () => {
      const { server } = started;
      const file = await hospital.addEvaluation();
      const asked = await server.reports.generateReport(
        {
          principal: { kind: 'person', id: hospital.members.coordinator },
          organisationId: hospital.id,
          organisationFunctions: ['coordinator'],
          correlationId: 'test',
        },
        {
          operationId: '0197b000-0000-4000-8000-000000000001',
          evaluationId: file.id,
          locale: 'fr',
        },
      );
      expect(asked).toHaveProperty('id');
      await owner.query(
        `insert into mail (organisation_id, id, dedupe_key, member_id, recipient, subject, body, locale, created_at)
       values ($1, gen_random_uuid(), 'test', $2, 'l@example.test', 'S', 'B', 'fr', now())`,
        [hospital.id, hospital.members.clinician],
      );
      for (let n = 0; n < 5; n += 1) await happen('test.happened');
      const all = [...consumersOf(server), consumer];
      while ((await relayEvents(server.dataSource, server.queues, all)) > 0);
      expect(await queueReports(server.dataSource, server.queues)).toBe(1);
      expect(await queueMails(server.dataSource, server.queues)).toBe(1);
      expect(await owed()).toHaveLength(5);
      expect((await owner.query('select 1 from outbox_item')).rows).toEqual([]);
      await forget();

      // As if some time had passed: what is with the queue is looked at again.
      await owner.query('update report set next_attempt_at = now()');
      await owner.query('update mail set next_attempt_at = now()');
      await started.startBackground({ consumers: all, overdueSeconds: 1 });
      await until(async () => {
        const { rows } = await owner.query<{ state: string; sent: boolean }>(
          `select (select state from report) as state, (select sent_at is not null from mail
          where dedupe_key = 'test') as sent`,
        );
        return rows[0]?.state === 'ready' && rows[0].sent && (await owed()).length === 0;
      });
      expect(heard).toHaveLength(5);
      expect(new Set(heard).size).toBe(5);
      // And of what the effects caused in turn nothing stays behind.
      await until(async () => (await owner.query('select 1 from delivery')).rows.length === 0);
      const { rows } = await owner.query(`select 1 from event where type = 'report.ready'`);
      expect(rows).toHaveLength(1);
    },
    90_000,
  );

  on(
    'is set aside with its error after the last attempt, and looked at no more',
    async () => {
      broken = true;
      await happen('test.poison');
      await until(async () => (await owed())[0]?.attempts === 1);
      expect((await owed())[0]).toMatchObject({ error: 'TypeError', aside: false });
      // The queue's own count is lost with the queue; this one is not.
      await owner.query('update delivery set attempts = $1', [
        jobPlans['event.deliver'].attempts - 1,
      ]);
      await forget();
      await until(async () => (await owed())[0]?.aside === true);
      const attempts = jobPlans['event.deliver'].attempts;
      expect(await owed()).toEqual([
        { consumer: 'test', attempts, error: 'TypeError', aside: true },
      ]);
      await forget();
      await owner.query(`update delivery set handed_at = now() - interval '1 hour'`);
      expect(await sweepDeliveries(started.server.dataSource, started.server.queues)).toBe(0);

      // Taken up again by hand once the fault is mended.
      broken = false;
      heard.length = 0;
      await owner.query('update delivery set set_aside_at = null, attempts = 0');
      await until(() => heard.length === 1);
      await until(async () => (await owed()).length === 0);
    },
    60_000,
  );
});

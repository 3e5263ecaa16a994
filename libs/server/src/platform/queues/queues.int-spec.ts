import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { pino } from 'pino';
import {
  createTestDatabase,
  redisIsThere,
  startTestRedis,
  type TestDatabase,
  type TestRedis,
} from '@consilium/testing';
import {
  jobPlans,
  longestWaitMs,
  Queues,
  startWorkers,
  type JobHandlers,
  type QueueOptions,
  waitAfter,
} from './index';

const logger = pino({ level: 'silent' });
const ids = {
  organisationId: '0197b000-0000-7000-8000-000000000001',
  mailId: '0197b000-0000-7000-8000-000000000002',
};
const mail = (id: string, attempt = 1) => ({
  name: 'mail.send' as const,
  id,
  payload: { ...ids, attempt },
});

/** A worker in a process of its own, which takes a job and never ends it. */
const hangingWorker = `
  import { createPostgresBackend, Worker, withBackend } from 'bullmq';
  const { redisUrl, ownerUrl } = JSON.parse(process.argv[1]);
  const settings = { lockDuration: 1000, stalledInterval: 500 };
  const hang = () => { console.log('taken'); return new Promise(() => setInterval(() => {}, 1000)); };
  redisUrl
    ? new Worker('deliveries', hang, { connection: { url: redisUrl, maxRetriesPerRequest: null }, ...settings })
    : new (withBackend(createPostgresBackend).Worker)('deliveries', hang, {
        connection: { connectionString: ownerUrl, schema: 'bullmq', max: 2, migrate: true }, ...settings });
`;

describe('an event whose consumer fails', () => {
  it('is tried for days, each time within minutes: an outage delays it and loses nothing', () => {
    const { attempts } = jobPlans['event.deliver'];
    const waits = Array.from({ length: attempts - 1 }, (_, n) => waitAfter('event.deliver', n + 1));
    expect(Math.max(...waits)).toBe(longestWaitMs);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(5 * 24 * 3_600_000);
    expect(waits.slice(0, 3)).toEqual([500, 1_000, 2_000]);
  });
});

describe.each([
  ['PostgreSQL', true],
  ['Redis', redisIsThere()],
])('the queues on %s', (store, there) => {
  const on = there ? it : it.skip;
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let options: QueueOptions;
  let queues: Queues;
  let workers: { close(): Promise<void> } | null = null;

  beforeAll(async () => {
    if (!there) return;
    database = await createTestDatabase();
    if (store === 'Redis') redis = await startTestRedis();
    options = {
      ownerUrl: database.ownerUrl,
      redisUrl: redis?.url,
      recovery: { lockMs: 1_000, checkMs: 500 },
    };
    queues = new Queues(options, logger);
    await queues.ready();
  });
  afterEach(async () => {
    await workers?.close();
    workers = null;
  });
  afterAll(async () => {
    await queues?.close();
    await redis?.stop();
    await database?.drop();
  });

  const work = async (handlers: Partial<JobHandlers>): Promise<void> => {
    const refuse = async (): Promise<never> => {
      throw new Error('no such job was expected');
    };
    const all = Object.fromEntries(Object.keys(jobPlans).map((name) => [name, refuse]));
    workers = await startWorkers(options, { ...all, ...handlers } as JobHandlers, logger);
  };
  const until = async (holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> => {
    const end = Date.now() + ms;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error('it did not happen in time');
      await pause(20);
    }
  };

  on('give a job with its payload to its handler, once for each id', async () => {
    const seen: unknown[] = [];
    await queues.add([mail('add-1'), mail('add-1'), mail('add-2', 2)]);
    await work({ 'mail.send': async (payload) => void seen.push(payload) });
    await until(() => seen.length === 2);
    await queues.add([mail('add-1')]);
    await queues.add([mail('add-3', 3)]);
    await until(() => seen.length === 3);
    expect(seen).toEqual([1, 2, 3].map((attempt) => ({ ...ids, attempt })));
  });

  on('try a failed job again, after a pause that doubles', async () => {
    const times: number[] = [];
    await queues.add([
      {
        name: 'event.deliver',
        id: 'retry',
        payload: { ...ids, eventId: ids.mailId, type: 'x.y', consumer: 'c' },
      },
    ]);
    await work({
      'event.deliver': async () => {
        times.push(Date.now());
        if (times.length < 3) throw new Error('not yet');
      },
    });
    await until(() => times.length === 3);
    const [first = 0, second = 0, third = 0] = times;
    const { backoffMs } = jobPlans['event.deliver'];
    expect(second - first).toBeGreaterThanOrEqual(backoffMs - 20);
    expect(third - second).toBeGreaterThanOrEqual(2 * backoffMs - 20);
  });

  on('keep the progress that a handler tells', async () => {
    const steps: object[] = [{ section: 'cover', done: 1, of: 17 }];
    await queues.add([mail('progress')]);
    let told = false;
    let finish = (): void => undefined;
    await work({
      'mail.send': async (_payload, progress) => {
        for (const step of steps) await progress(step);
        told = true;
        await new Promise<void>((resolve) => (finish = resolve));
      },
    });
    await until(() => told);
    const queue = options.redisUrl
      ? new Queue('deliveries', { connection: { url: options.redisUrl } })
      : new (withBackend(createPostgresBackend).Queue)('deliveries', {
          connection: { connectionString: options.ownerUrl, schema: 'bullmq', max: 1 },
        });
    try {
      expect((await queue.getJob('progress'))?.progress).toEqual(steps[0]);
    } finally {
      finish();
      await queue.close();
    }
  });

  on('end what is under way before they close', async () => {
    let state = 'waiting';
    await queues.add([mail('graceful')]);
    await work({
      'mail.send': async () => {
        state = 'begun';
        await pause(400);
        state = 'ended';
      },
    });
    await until(() => state === 'begun');
    await workers?.close();
    workers = null;
    expect(state).toBe('ended');
  });

  on('give the job of a killed worker to another one', async () => {
    await queues.add([mail('killed')]);
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', hangingWorker, JSON.stringify(options)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await once(child.stdout, 'data');
    } finally {
      child.kill('SIGKILL');
    }
    let done = 0;
    await work({ 'mail.send': async () => void (done += 1) });
    await until(() => done === 1);
    await pause(300);
    expect(done).toBe(1);
  });
});

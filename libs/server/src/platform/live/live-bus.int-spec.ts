import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { pino } from 'pino';
import {
  createTestDatabase,
  redisIsThere,
  startTestRedis,
  startWire,
  type CutWire,
  type TestDatabase,
  type TestRedis,
} from '@consilium/testing';
import { LiveBus, postgresWire, redisWire, type LiveNews } from './index';

const logger = pino({ level: 'silent' });
const organisationId = '0197b000-0000-7000-8000-000000000001';

async function until(holds: () => boolean, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await pause(10);
  }
}

describe.each([
  ['PostgreSQL', true],
  ['Redis', redisIsThere()],
])('the live bus on %s', (store, there) => {
  const on = there ? it : it.skip;
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let wire: CutWire;
  let cuttable: LiveBus;
  let other: LiveBus;
  const heard = { cuttable: [] as string[], other: [] as string[] };

  const listen = (bus: LiveBus, into: string[]): void => {
    bus.subscribe(organisationId, ({ topic }) => into.push(topic));
    bus.onNews((news: LiveNews) => into.push(news));
  };

  beforeAll(async () => {
    if (!there) return;
    if (store === 'Redis') redis = await startTestRedis();
    else database = await createTestDatabase();
    const url = redis?.url ?? database.appUrl;
    wire = await startWire(url);
    const open = redis ? redisWire : postgresWire;
    cuttable = new LiveBus(open(wire.through(url), logger), logger);
    other = new LiveBus(open(url, logger), logger);
    await other.start();
    listen(other, heard.other);
    await cuttable.start();
    listen(cuttable, heard.cuttable);
  });
  beforeEach(async () => {
    if (!there) return;
    // The wire carries both ways, and nothing of the test before is under way.
    const probe = (from: LiveBus, to: string[]) => async (): Promise<void> => {
      const topic = `probe ${Math.random()}`;
      from.publish(organisationId, [{ topic }]);
      await until(() => to.includes(topic));
    };
    await probe(cuttable, heard.other)();
    await probe(other, heard.cuttable)();
    heard.cuttable.length = 0;
    heard.other.length = 0;
  });
  afterAll(async () => {
    await cuttable?.close();
    await other?.close();
    await wire?.cut();
    await redis?.stop();
    await database?.drop();
  });

  on('says that there was a gap as soon as its wire is back, before anything new', async () => {
    await wire.cut();
    other.publish(organisationId, [{ topic: 'missed' }]);
    await until(() => heard.other.includes('missed'));
    await wire.mend();
    await until(() => heard.cuttable.length > 0);
    other.publish(organisationId, [{ topic: 'new' }]);
    await until(() => heard.cuttable.includes('new'));
    expect(heard.cuttable).toEqual(['again', 'new']);
    expect(heard.other).toEqual(['missed', 'new']);
  });

  on('tells who begins to listen of the last moments, but not of others', async () => {
    const topic = `read ${Math.random()}`;
    other.publish(organisationId, [{ topic }]);
    await until(() => heard.cuttable.includes(topic));
    const late: string[] = [];
    const elsewhere: string[] = [];
    const stops = [
      cuttable.subscribe(organisationId, (signal) => late.push(signal.topic)),
      cuttable.subscribe('0197b000-0000-7000-8000-000000000002', (signal) =>
        elsewhere.push(signal.topic),
      ),
    ];
    expect(late).toContain(topic);
    expect(elsewhere).toEqual([]);
    stops.forEach((stop) => stop());
  });

  on('tells who begins to listen soon after a gap that something may be missing', async () => {
    await wire.cut();
    await wire.mend();
    await until(() => heard.cuttable.includes('again'));
    const late: string[] = [];
    const stop = cuttable.onNews((news) => late.push(news));
    expect(late).toEqual(['again']);
    stop();
  });

  on('finds a connection that swallows everything, and says so while it lasts', async () => {
    wire.stall();
    await until(() => heard.cuttable.includes('away'), 8_000);
    const late: string[] = [];
    const stop = cuttable.onNews((news) => late.push(news));
    expect(late).toEqual(['away']);
    await wire.mend();
    await until(() => heard.cuttable.includes('again'));
    expect(heard.cuttable).toEqual(['away', 'again']);
    stop();
  });

  on('loses no signal of its own without a word to the others', async () => {
    await wire.cut();
    cuttable.publish(organisationId, [{ topic: 'cut off' }]);
    await pause(100);
    await wire.mend();
    await until(() => heard.other.includes('again') || heard.other.includes('cut off'));
  });

  on(
    'tells everybody when a process begins: it may follow one that died before its word',
    async () => {
      const url = redis?.url ?? database.appUrl;
      const next = new LiveBus((redis ? redisWire : postgresWire)(url, logger), logger);
      await next.start();
      await until(() => heard.other.includes('again') && heard.cuttable.includes('again'));
      await next.close();
    },
  );

  on('hands over many messages at once in their order, one after the other', async () => {
    // The driver says that it will refuse who asks anew while something is waiting already.
    type Asked = (this: { readonly _queryQueue: readonly unknown[] }, ...all: unknown[]) => unknown;
    const driver = Client.prototype as unknown as { query: Asked };
    const { query } = driver;
    let waiting = 0;
    driver.query = function (...all) {
      waiting = Math.max(waiting, this._queryQueue.length);
      return query.apply(this, all);
    };
    const url = redis?.url ?? database.appUrl;
    const one = (redis ? redisWire : postgresWire)(url, logger);
    const came: string[] = [];
    await one.open({
      message: (text) => came.push(text),
      lost: () => came.push('lost'),
      back: () => came.push('back'),
    });
    try {
      const texts = Array.from({ length: 40 }, (_, index) =>
        JSON.stringify([{ organisationId, topic: `signal ${index}` }]),
      );
      await Promise.all(texts.map((text) => one.send(text)));
      await until(() => came.length >= texts.length);
      expect(came).toEqual(texts);
      expect(waiting).toBe(0);
    } finally {
      await one.close();
      driver.query = query;
    }
  });

  on('notices that the server itself ended its connections', async () => {
    if (redis) {
      const client = new Redis(redis.url);
      await client.client('KILL', 'TYPE', 'pubsub');
      client.disconnect();
    } else {
      const owner = new Client({ connectionString: database.ownerUrl });
      await owner.connect();
      await owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'consilium-live'`,
      );
      await owner.end();
    }
    await until(() => heard.other.includes('again') && heard.cuttable.includes('again'));
  });
});

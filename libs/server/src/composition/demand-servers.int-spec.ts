import { createServer, type Server } from 'node:net';
import { Client } from 'pg';
import { createTestDatabase, freePort, startWire, type TestDatabase } from '@consilium/testing';
import { demandDatabase, demandRedis } from './demand-servers';

const patience = { wholeMs: 300, againAfterMs: 50 };

describe('a start whose servers are not there', () => {
  let database: TestDatabase;
  let said: string[];
  const logger = { warn: (line: unknown) => void said.push(String(line)) } as never;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());
  beforeEach(() => {
    said = [];
  });

  /** Connects as the product does, and lets go again. */
  const connectTo = (url: string) => async (): Promise<void> => {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const nowhere = 'postgresql://consilium_app:geheim@127.0.0.1:9/consilium';

  it('names the variable of the database, never its password, after it has waited', async () => {
    const failing = demandDatabase(
      connectTo(nowhere),
      { appUrl: nowhere, ownerUrl: nowhere },
      logger,
      patience,
    );
    const sentence =
      'DATABASE_URL names 127.0.0.1:9, where no PostgreSQL can be reached (ECONNREFUSED).';
    await expect(failing).rejects.toThrow(sentence);
    // Once, however often it was tried.
    expect(said).toEqual([`${sentence} Waiting for it.`]);
  });

  it('names the other variable where the two roles have a server each', async () => {
    await expect(
      demandDatabase(
        connectTo(nowhere),
        { appUrl: nowhere, ownerUrl: database.ownerUrl },
        logger,
        patience,
      ),
    ).rejects.toThrow(/^DATABASE_APP_URL names 127\.0\.0\.1:9, /);
  });

  it('goes on as soon as the database is there', async () => {
    const wire = await startWire(database.appUrl);
    const url = wire.through(database.appUrl);
    await wire.cut();
    const waiting = demandDatabase(connectTo(url), { appUrl: url, ownerUrl: url }, logger, {
      wholeMs: 60_000,
      againAfterMs: 50,
    });
    const until = Date.now() + 30_000;
    while (said.length === 0 && Date.now() < until) await new Promise((r) => setTimeout(r, 20));
    await wire.mend();
    await waiting;
    expect(said).toEqual([expect.stringMatching(/^DATABASE_URL names .* Waiting for it\.$/)]);
    await wire.cut();
  });

  it('waits for nothing that waiting does not mend', async () => {
    const url = new URL(database.appUrl);
    url.password = 'geheim-falsch';
    const begun = performance.now();
    await expect(
      demandDatabase(connectTo(url.href), { appUrl: url.href, ownerUrl: url.href }, logger, {
        wholeMs: 60_000,
        againAfterMs: 10_000,
      }),
    ).rejects.toThrow(
      /^DATABASE_URL names the user consilium_app\w*, whom PostgreSQL at \S+ does not let in with that password\.$/,
    );
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(said).toEqual([]);
  });

  it('names the variable of Redis', async () => {
    await expect(demandRedis('redis://:geheim@127.0.0.1:9', logger, patience)).rejects.toThrow(
      'REDIS_URL names 127.0.0.1:9, where no Redis can be used (ECONNREFUSED).',
    );
    expect(said).toHaveLength(1);
    expect(said.join()).not.toContain('geheim');
  });

  it('waits no longer for a Redis that takes the connection and says nothing', async () => {
    const port = await freePort();
    const mute: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve));
    await expect(demandRedis(`redis://127.0.0.1:${port}`, logger, patience)).rejects.toThrow(
      new RegExp(`^REDIS_URL names 127\\.0\\.0\\.1:${port}, `),
    );
    mute.close();
  }, 60_000);
});

import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { restoreDump, createTestDatabase, type TestDatabase } from '@consilium/testing';
import { entities } from '../composition/entities';
import { ConfigurationError } from '../platform/configuration';
import { makeDataSource } from '../platform/database';
import { verifyChains } from '../audit';
import { bringTo } from './bring-to';
import { hashesOfSql, hashOfSql } from './emitted-sql';
import { migrations, runMigrations } from './index';

const released = JSON.parse(readFileSync(`${import.meta.dirname}/released.json`, 'utf8')) as Record<
  string,
  string
>;
const folder = `${import.meta.dirname}/dumps`;

it('puts on record of which rounds figures were withheld before events named them, telling nobody', async () => {
  const database = await restoreDump(`${folder}/after-0070.sql.gz`);
  const owner = new Client({ connectionString: database.ownerUrl });
  try {
    const earlier = migrations
      .map(({ name }) => name)
      .filter((name) => name !== 'VotesAndWithheld1795492183000');
    await runMigrations(database.ownerUrl, earlier);
    await owner.connect();
    const { rows } = await owner.query<{ id: string }>(
      `update round set withheld_statements = '{A1,A2}' where id in (
         select id from round where state = 'closed' order by id limit 1) returning id`,
    );
    await owner.query('delete from outbox_item');
    await runMigrations(database.ownerUrl);
    const recorded = await owner.query<{ subject: string; data: object }>(
      `select subject_id as subject, data from event where type = 'round.withheld'`,
    );
    expect(recorded.rows).toContainEqual({
      subject: rows[0]!.id,
      data: expect.objectContaining({ statements: 2, withheldKeys: ['A1', 'A2'] }) as object,
    });
    expect((await owner.query('select 1 from outbox_item')).rows).toEqual([]);
  } finally {
    await owner.end();
    await database.drop();
  }
}, 60_000);

describe('the dump of a release', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await restoreDump(`${folder}/after-0070.sql.gz`);
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });

  const one = async (sql: string): Promise<unknown> => {
    const { rows } = await owner.query<{ value: unknown }>(sql);
    return rows[0]?.value;
  };

  it('is brought to today with all that people wrote in it', async () => {
    const facts = `select jsonb_build_object(
      'organisations', (select count(*) from organisation), 'members', (select count(*) from member),
      'answers', (select count(*) from answer), 'words', (select md5(string_agg(value::text, '|' order by id)) from answer),
      'ratings', (select count(*) from rating), 'votes', (select count(*) from vote),
      'comments', (select count(*) from comment), 'events', (select count(*) from event),
      'snapshots', (select string_agg(hash, ' ' order by id) from snapshot)) as value`;
    const before = await one(facts);
    expect(before).toMatchObject({
      organisations: 2,
      answers: 261,
      ratings: 80,
      votes: 6,
      events: 639,
    });
    await runMigrations(database.ownerUrl);
    expect(await one(facts)).toEqual(before);
    // What was handed over before is nobody's debt; what was not yet, still is.
    expect(await one('select count(*)::int as value from delivery')).toBe(0);
  });

  it('has the tables that the code expects, and every hash', async () => {
    const source = makeDataSource(
      { url: database.ownerUrl, poolSize: 1, applicationName: 'upgrade' },
      entities,
    );
    await source.initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await source.destroy();
    }
    const { rows } = await owner.query('select name, sql_hash from migrations');
    expect(new Map(rows.map((row) => [row.name, row.sql_hash]))).toEqual(
      new Map(await hashesOfSql(migrations)),
    );
  });

  it('keeps its chains whole', async () => {
    const source = makeDataSource(
      { url: database.appUrl, poolSize: 1, applicationName: 'upgrade' },
      [],
    );
    await source.initialize();
    try {
      const faults: unknown[] = [];
      let events = 0;
      for await (const report of verifyChains(source)) {
        if (report.fault !== null) faults.push(report);
        events += 1;
      }
      expect(faults).toEqual([]);
      expect(events).toBe(2);
    } finally {
      await source.destroy();
    }
  });
});

describe('applied migrations', () => {
  let database: TestDatabase;
  let owner: Client;
  const refusal = async (work: Promise<void>): Promise<string> => {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await database?.drop();
  });
  afterEach(async () => {
    await owner.query('update migrations set sql_hash = null');
    await owner.query(`delete from migrations where name not in (${names()})`);
    await runMigrations(database.ownerUrl);
  });
  const names = (): string => migrations.map(({ name }) => `'${name}'`).join(', ');

  it('say what they said when they were released', async () => {
    const now = await hashesOfSql(migrations);
    // Changed one that is listed? Undo that and write a new one: databases have applied it.
    expect(Object.fromEntries(Object.keys(released).map((name) => [name, now.get(name)]))).toEqual(
      released,
    );
    expect(Object.keys(released).length).toBeGreaterThanOrEqual(20);
  });

  it('are told apart by their SQL, not by its spaces', async () => {
    const saying = (sql: string) =>
      class {
        async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
          await runner.query(sql);
        }
        async down(): Promise<void> {}
      };
    const hash = await hashOfSql(saying('alter table a add b integer') as never);
    expect(await hashOfSql(saying('alter  table a\n add b integer') as never)).toBe(hash);
    expect(await hashOfSql(saying('alter table a add b bigint') as never)).not.toBe(hash);
  });

  it('stop the start when one was applied in a form that nobody knows', async () => {
    const name = 'Reports1795492055000';
    await owner.query('update migrations set sql_hash = $2 where name = $1', [
      name,
      'f'.repeat(64),
    ]);
    expect(await refusal(runMigrations(database.ownerUrl))).toMatch(
      /^The migration Reports1795492055000 was applied to this database in a form that is not known here \(SQL ffffffffffff, known [0-9a-f]{12}\)\. Start the version of Consilium that made it, or restore a backup; nothing has been changed\.$/,
    );
  });

  it('stop the start on the database of a newer Consilium', async () => {
    await owner.query(
      `insert into migrations (timestamp, name) values (1999999999999, 'Later1999999999999')`,
    );
    expect(await refusal(runMigrations(database.ownerUrl))).toContain(
      'its migration Later1999999999999 is not known here',
    );
  });

  it('are named when they cannot be applied, and leave nothing', async () => {
    class Halves1999999999998 {
      async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
        await runner.query('create table half (id integer)');
        await runner.query('alter table site add name text');
      }
      async down(): Promise<void> {}
    }
    const message = await refusal(bringTo(database.ownerUrl, [...migrations, Halves1999999999998]));
    expect(message).toMatch(/^The migration Halves1999999999998 could not be applied/);
    expect(message).toContain('already exists');
    const { rows } = await owner.query(`select to_regclass('public.half') as half`);
    expect(rows).toEqual([{ half: null }]);
  });

  it('applied in an earlier form that is known are accepted and made good', async () => {
    const may = async (): Promise<unknown> =>
      (
        await owner.query(
          `select has_column_privilege('consilium_app', 'round', 'closes_on', 'update') as may`,
        )
      ).rows[0];
    await owner.query('revoke update (closes_on) on "round" from consilium_app');
    await owner.query('update migrations set sql_hash = null');
    await owner.query(`delete from migrations where name = 'RoundDays1795492092000'`);
    expect(await may()).toEqual({ may: false });
    await runMigrations(database.ownerUrl);
    expect(await may()).toEqual({ may: true });
    const { rows } = await owner.query(
      `select sql_hash from migrations where name = 'FrozenRules1795492064000'`,
    );
    expect(rows).toEqual([
      { sql_hash: '80f494ae6b8a4324a1c4fc6d261a7570e1307e8a52f0dcd997a7fed213a6aa5b' },
    ]);
    await runMigrations(database.ownerUrl);
  });

  it('of the first day are accepted: one of them did what a later one does', async () => {
    await owner.query('grant update, delete on supplier_reply to consilium_app');
    await owner.query('update migrations set sql_hash = null');
    await owner.query(`delete from migrations where name = 'SupplierReplies1795492020000'`);
    await runMigrations(database.ownerUrl);
    const { rows } = await owner.query(
      `select has_table_privilege('consilium_app', 'supplier_reply', 'update') as may`,
    );
    expect(rows).toEqual([{ may: false }]);
  });

  it('wait for another start that is at it', async () => {
    await Promise.all([1, 2, 3].map(() => runMigrations(database.ownerUrl)));
  });
});

import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './postgres-harness';

let here: TestDatabase;
let there: TestDatabase;

beforeAll(async () => {
  [here, there] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([here.drop(), there.drop()]);
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('test databases', () => {
  it('are migrated, and apart from each other', async () => {
    const tables = `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'`;
    const [row] = (await ask(here.ownerUrl, tables)) as [{ tables: number }];
    expect(row.tables).toBeGreaterThan(0);
    await ask(here.ownerUrl, 'CREATE TABLE only_here (id int)');
    const regclass = `SELECT to_regclass('only_here')::text AS found`;
    expect(await ask(here.ownerUrl, regclass)).toEqual([{ found: 'only_here' }]);
    expect(await ask(there.ownerUrl, regclass)).toEqual([{ found: null }]);
  });

  it('are used as the app role, which makes nothing', async () => {
    expect(await ask(here.appUrl, 'SELECT current_user AS me')).toEqual([{ me: 'consilium_app' }]);
    await expect(ask(here.appUrl, 'CREATE TEMP TABLE mine (id int)')).rejects.toThrow(/permission/);
  });
});

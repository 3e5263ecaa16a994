import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { ensureRoles } from '@consilium/server/platform/postgres-embedded';
import { createTestDatabase, type TestDatabase } from './postgres-harness';

/** A database as a dump of plain SQL, gzipped, left it; nothing newer has been done to it. */
export async function restoreDump(file: string): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query('drop schema public cascade; create schema public');
    await ensureRoles(database.ownerUrl);
    await client.query(gunzipSync(readFileSync(file)).toString());
  } finally {
    await client.end();
  }
  return database;
}

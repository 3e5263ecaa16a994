import { createHash } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * SHA-256, hexadecimal, of the SQL that a migration emits, spaces and line breaks aside: run against a
 * runner that only listens and answers every question with nothing.
 */
export async function hashOfSql(Migration: new () => MigrationInterface): Promise<string> {
  const emitted: unknown[] = [];
  const query = async (sql: string, parameters: unknown[] = []): Promise<never[]> => {
    emitted.push([sql.replaceAll(/\s+/g, ' ').trim(), ...parameters]);
    return [];
  };
  await new Migration().up({ query } as unknown as QueryRunner);
  return createHash('sha256').update(JSON.stringify(emitted)).digest('hex');
}

/** Of each migration by its name, as the table of applied ones knows it. */
export async function hashesOfSql(
  migrations: readonly (new () => MigrationInterface)[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const Migration of migrations) hashes.set(Migration.name, await hashOfSql(Migration));
  return hashes;
}

import type { QueryRunner } from 'typeorm';

type Privilege = 'select' | 'insert' | 'update' | 'delete';

/**
 * Puts a table behind the organisation's wall: rows of the organisation set in the transaction are
 * all the application role can see or write, and it may do no more than `privileges`.
 */
export async function protect(
  runner: QueryRunner,
  table: string,
  privileges: readonly (Privilege | `update (${string})`)[] = [
    'select',
    'insert',
    'update',
    'delete',
  ],
  key = 'organisation_id',
): Promise<void> {
  await runner.query(`alter table "${table}" enable row level security`);
  await runner.query(
    `create policy wall on "${table}" to consilium_app
       using ("${key}" = consilium_organisation()) with check ("${key}" = consilium_organisation())`,
  );
  await runner.query(`grant ${privileges.join(', ')} on "${table}" to consilium_app`);
}

/**
 * Opens one named gap in the wall: a function that runs as the owner. The list of such functions is
 * closed and pinned by a test.
 */
export async function openGap(runner: QueryRunner, signature: string, sql: string): Promise<void> {
  await runner.query(sql);
  await runner.query(`revoke all on function ${signature} from public`);
  await runner.query(`grant execute on function ${signature} to consilium_app`);
}

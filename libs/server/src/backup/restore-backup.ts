import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, type ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrations, runMigrations } from '../migrations';
import type { Stores } from '../platform/storage';
import { BackupError } from './backup-error';
import { openContainer, type Entry, type Head } from './container';
import { deadLinks } from './left-out';
import { listOf, settle, tablesOf, unguarded } from './tables';

export interface BackupRestored {
  readonly takenAt: string;
  readonly tables: number;
  readonly files: number;
}

/**
 * Restores a backup into an empty database and its stores, and brings it to this version of the
 * product. The file is read through and proved first; the rows come in one transaction. What a
 * restored place would send is held until an administrator of each organisation releases it.
 *
 * @throws {BackupError} one sentence; the database is as empty as before.
 */
export async function restoreBackup(
  target: { readonly ownerUrl: string; readonly stores: Stores },
  file: string,
  passphrase: string | null,
): Promise<BackupRestored> {
  const { head, entries } = await openContainer(file, passphrase);
  refuseNewer(head);
  // Nothing is written before the whole of it is known to be as it was made.
  for await (const entry of entries()) void entry;
  await demandEmpty(target.ownerUrl);
  await runMigrations(target.ownerUrl, head.schema);
  const restored = await load(target, await openContainer(file, passphrase));
  await runMigrations(target.ownerUrl);
  await connected(target.ownerUrl, async (client) => {
    await client.query('begin; update organisation set held_since = now()');
    const tables = await tablesOf(client);
    for (const { name } of tables) if (deadLinks[name]) await client.query(deadLinks[name]);
    await client.query('commit');
  });
  return { takenAt: head.takenAt, ...restored };
}

function refuseNewer(head: Head): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = head.schema.find((name) => !known.has(name));
  if (unknown) {
    throw new BackupError(
      `The backup is of a newer version of Consilium (it has ${unknown}): restore it with that version.`,
    );
  }
}

async function connected<T>(
  ownerUrl: string,
  work: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'consilium-restore' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** No process may work on what is being restored; an interrupted restore left tables without rows. */
async function demandEmpty(ownerUrl: string): Promise<void> {
  await connected(ownerUrl, async (client) => {
    const { rows } = await client.query<{ made: boolean; used: boolean }>(
      `select to_regclass('public.organisation') is not null as made,
         exists (select 1 from pg_stat_activity where datname = current_database()
           and application_name in ('consilium-api', 'consilium-worker')) as used`,
    );
    if (rows[0]?.used) throw new BackupError('Consilium works on this database: stop it first.');
    if (!rows[0]?.made) return;
    const held = await client.query('select 1 from organisation limit 1');
    if (held.rows.length > 0) {
      throw new BackupError(
        'The database holds an organisation already: a backup is restored into an empty one.',
      );
    }
  });
}

async function load(
  target: { readonly ownerUrl: string; readonly stores: Stores },
  container: { entries(): AsyncGenerator<Entry> },
): Promise<{ tables: number; files: number }> {
  return connected(target.ownerUrl, async (client) => {
    await settle(client);
    await client.query('begin');
    const counted = { tables: 0, files: 0 };
    const tables = await tablesOf(client);
    await unguarded(client, tables, async () => {
      // What migrations themselves write, such as a counter's first row, is in the backup too.
      await client.query(`truncate ${tables.map(({ name }) => `"${name}"`).join(', ')} cascade`);
      for await (const { head, bytes } of container.entries()) {
        if (head.kind === 'table') {
          const own = tables.find(({ name }) => name === head.table);
          if (!own)
            throw new BackupError(`The backup holds a table ${head.table}, which is unknown.`);
          const rows = { name: own.name, columns: head.columns };
          await pipeline(
            Readable.from(bytes),
            client.query(copyFrom(`copy ${listOf(rows)} from stdin`)),
          );
          counted.tables += 1;
        } else {
          const arrived = await target.stores[head.store].receive(head.key, bytes);
          await arrived.keep();
          counted.files += 1;
        }
      }
    });
    await client.query('commit');
    return counted;
  });
}

import { Client, type ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { fileKey, type Stores } from '../platform/storage';
import { writeContainer, type Entry } from './container';
import { listOf, settle, tablesOf } from './tables';

export interface BackupMade {
  readonly takenAt: string;
  readonly tables: number;
  readonly files: number;
  /** Keys of files that rows tell of and the store does not have. */
  readonly missing: readonly string[];
}

/**
 * Writes everything the product keeps into one file while it runs: the tables as they were at one
 * instant, then the bytes of the files that those rows tell of, which never change once they are kept.
 *
 * @throws {BackupError} one sentence.
 */
export async function writeBackup(
  source: { readonly ownerUrl: string; readonly stores: Stores },
  file: string,
  passphrase: string | null,
): Promise<BackupMade> {
  const client = new Client({
    connectionString: source.ownerUrl,
    application_name: 'consilium-backup',
  });
  await client.connect();
  try {
    await settle(client);
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ now: Date; schema: string[] }>(
      `select now() as now, array(select name::text from migrations order by id) as schema`,
    );
    const { now, schema } = rows[0]!;
    const made = { takenAt: now.toISOString(), tables: 0, files: 0, missing: [] as string[] };
    const entries = async function* (): AsyncGenerator<Entry> {
      for (const table of await tablesOf(client)) {
        made.tables += 1;
        yield {
          head: { kind: 'table', table: table.name, columns: table.columns },
          bytes: client.query(copyTo(`copy ${listOf(table)} to stdout`)),
        };
      }
      for (const [store, keys] of await keptFiles(client)) {
        for (const key of keys) {
          const bytes = await source.stores[store].open(key);
          if (!bytes) made.missing.push(key);
          else {
            made.files += 1;
            yield { head: { kind: 'file', store, key }, bytes };
          }
        }
      }
    };
    await writeContainer(file, { takenAt: made.takenAt, schema }, entries(), passphrase);
    return made;
  } finally {
    await client.end();
  }
}

/** The keys of what lies in the stores, as the rows of the transaction know it. */
async function keptFiles(client: ClientBase): Promise<[keyof Stores, string[]][]> {
  const keys = async (sql: string): Promise<string[]> =>
    (await client.query<{ organisation: string; id: string }>(sql)).rows.map(
      ({ organisation, id }) => fileKey(organisation, id),
    );
  return [
    [
      'files',
      await keys(
        `select organisation_id as organisation, id from stored_file where purged_at is null`,
      ),
    ],
    [
      'reports',
      await keys(
        `select organisation_id as organisation, id from report where state = 'ready'
         union all select organisation_id, snapshot_file from report where snapshot_file is not null`,
      ),
    ],
  ];
}

import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { ConfigurationError } from '../platform/configuration';
import { makeDataSource } from '../platform/database';
import { earlierForms } from './earlier-forms';
import { hashesOfSql } from './emitted-sql';

type Migrations = readonly (new () => MigrationInterface)[];

/** Any number unlike others: migrations of several starters queue up behind it. */
const migrationLock = 7_301_001;

const wayOut =
  'Start the version of Consilium that made it, or restore a backup; nothing has been changed.';

/** Applies what a database lacks of these migrations, once it is known to hold the others as written. */
export async function bringTo(ownerUrl: string, migrations: Migrations): Promise<void> {
  const source = makeDataSource(
    { url: ownerUrl, poolSize: 2, applicationName: 'consilium-migrations', patient: true },
    [],
    [...migrations],
  );
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    const hashes = await hashesOfSql(migrations);
    await demandAppliedAsWritten(lock, hashes);
    await apply(source, lock, migrations);
    await noteHashes(lock, hashes);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}

/** What was applied must be what the code says today, or a form of it that is known and made good. */
async function demandAppliedAsWritten(
  runner: QueryRunner,
  hashes: ReadonlyMap<string, string>,
): Promise<void> {
  const [there] = (await runner.query(
    `select to_regclass('public.migrations') is not null as yes`,
  )) as { yes: boolean }[];
  if (!there?.yes) return;
  await runner.query('alter table migrations add column if not exists sql_hash text');
  const rows = (await runner.query('select name, sql_hash from migrations order by timestamp')) as {
    name: string;
    sql_hash: string | null;
  }[];
  for (const { name, sql_hash: applied } of rows) {
    const known = hashes.get(name);
    if (known === undefined) {
      throw new ConfigurationError(
        `DATABASE_URL names a database of a newer or another Consilium: its migration ${name} is not known here. ${wayOut}`,
      );
    }
    if (applied === null) await noteEarlierForm(runner, name);
    else if (applied !== known && !earlierForms.some((form) => isForm(form, name, applied))) {
      throw new ConfigurationError(
        `The migration ${name} was applied to this database in a form that is not known here (SQL ${applied.slice(0, 12)}, known ${known.slice(0, 12)}). ${wayOut}`,
      );
    }
  }
}

const isForm = (
  { migration, hash }: (typeof earlierForms)[number],
  name: string,
  applied: string,
): boolean => migration === name && hash === applied;

/** Databases from before hashes were kept: the form is told by what it left. */
async function noteEarlierForm(runner: QueryRunner, name: string): Promise<void> {
  for (const form of earlierForms.filter(({ migration }) => migration === name)) {
    const [has] = (await runner.query(form.found)) as { found: boolean }[];
    if (!has?.found) continue;
    await runner.query('update migrations set sql_hash = $2 where name = $1', [name, form.hash]);
    for (const statement of form.before ?? []) await runner.query(statement);
  }
}

async function apply(
  source: DataSource,
  runner: QueryRunner,
  migrations: Migrations,
): Promise<void> {
  try {
    await source.runMigrations({ transaction: 'each' });
  } catch (error) {
    const applied = (await runner
      .query('select name from migrations')
      .catch(() => [] as unknown)) as { name: string }[];
    const failed = migrations.find(({ name }) => applied.every((row) => row.name !== name));
    throw new ConfigurationError(
      `The migration ${failed?.name} could not be applied to the database of DATABASE_URL: ${(error as Error).message}. Nothing of it was kept, and the version before still works with this database. Tell the makers, or restore a backup.`,
    );
  }
}

const noteHashes = async (
  runner: QueryRunner,
  hashes: ReadonlyMap<string, string>,
): Promise<void> => {
  await runner.query('alter table migrations add column if not exists sql_hash text');
  await runner.query(
    `update migrations m set sql_hash = h.hash
       from unnest($1::text[], $2::text[]) as h(name, hash)
      where m.name = h.name and m.sql_hash is null`,
    [[...hashes.keys()], [...hashes.values()]],
  );
};

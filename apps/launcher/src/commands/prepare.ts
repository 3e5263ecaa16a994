import { runMigrations } from '@consilium/server/migrations';
import { ConfigurationError, parseConfiguration } from '@consilium/server/platform/configuration';
import { ensureRoles } from '@consilium/server/platform/postgres-embedded';

/**
 * Brings the database to this version and ends: the launcher runs it before the API, and on a
 * cluster it is the migrations job. A process of its own, so that what it needs in memory is given
 * back.
 */
async function prepare(): Promise<void> {
  const { database } = parseConfiguration(process.env);
  await ensureRoles(database.ownerUrl);
  await runMigrations(database.ownerUrl);
}

try {
  await prepare();
} catch (error) {
  const sentence = error instanceof ConfigurationError ? error.message : (error as Error).stack;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

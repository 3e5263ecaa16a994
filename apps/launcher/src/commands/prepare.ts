import 'reflect-metadata';
import { clearUnfinishedDemo, seedDemo } from '@consilium/server/demo';
import { runMigrations } from '@consilium/server/migrations';
import {
  ConfigurationError,
  parseConfiguration,
  type Configuration,
} from '@consilium/server/platform/configuration';
import { ensureRoles } from '@consilium/server/platform/postgres-embedded';
import { prepareStorage } from '@consilium/server/platform/storage';

/** In order; each changes nothing where it finds its work done. */
const steps: ((configuration: Configuration) => Promise<void>)[] = [
  ({ database }) => ensureRoles(database.ownerUrl),
  ({ database }) => runMigrations(database.ownerUrl),
  ({ storage }) => prepareStorage(storage),
  async (configuration) => {
    if (!configuration.demo) return;
    if (!(await clearUnfinishedDemo(configuration.database.ownerUrl))) return;
    // The whole server, needed at the first start only: the others are quicker without it.
    const { composeServer } = await import('@consilium/server/composition');
    const server = await composeServer(configuration, 'worker');
    try {
      await seedDemo(server);
    } finally {
      await server.close();
    }
  },
];

/**
 * Brings database and storage to this version and ends: the launcher runs it before the API, and in
 * production it is the migrations job. A process of its own, so that what it needs in memory is
 * given back.
 */
async function prepare(): Promise<void> {
  const configuration = parseConfiguration(process.env);
  for (const step of steps) await step(configuration);
}

try {
  await prepare();
} catch (error) {
  const sentence = error instanceof ConfigurationError ? error.message : (error as Error).stack;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

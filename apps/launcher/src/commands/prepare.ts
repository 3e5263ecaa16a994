import 'reflect-metadata';
import { prepareDemo } from '@consilium/server/demo/prepare';
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
    if (configuration.demo) await prepareDemo(configuration);
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

import 'reflect-metadata';
import { Client } from 'pg';
import { makeSetUpCode } from '@consilium/server/access';
import { prepareDemo } from '@consilium/server/demo/prepare';
import { runMigrations } from '@consilium/server/migrations';
import {
  ConfigurationError,
  parseConfiguration,
  type Configuration,
} from '@consilium/server/platform/configuration';
import { errorForLog } from '@consilium/server/platform/faults';
import { ensureRoles } from '@consilium/server/platform/postgres-embedded';
import { prepareStorage } from '@consilium/server/platform/storage';
import { setUpLine } from '../set-up-line';

/** In order; each changes nothing where it finds its work done. */
const steps: ((configuration: Configuration) => Promise<void>)[] = [
  ({ database }) => runMigrations(database.ownerUrl),
  ({ storage }) => prepareStorage(storage),
  async (configuration) => {
    if (configuration.demo) await prepareDemo(configuration);
    else await offerSetUp(configuration);
  },
];

/** While nobody has founded an organisation, each start prints a new code for whoever will. */
async function offerSetUp({ database, http }: Configuration): Promise<void> {
  const code = await makeSetUpCode(database.ownerUrl);
  if (code) process.stdout.write(`${setUpLine(http.publicUrl, code)}\n`);
}

/**
 * Brings database and storage to this version and ends: the launcher runs it before the API, and in
 * production it is the migrations job. A process of its own, so that what it needs in memory is
 * given back.
 */
async function prepare(): Promise<void> {
  const configuration = parseConfiguration(process.env);
  const { ownerUrl } = configuration.database;
  await ensureRoles(ownerUrl);
  const turn = await waitForTurn(ownerUrl);
  try {
    for (const step of steps) await step(configuration);
  } finally {
    await turn.end();
  }
}

/** Any number unlike others: whoever prepares the database holds it until it is done, or dead. */
const preparing = 7_301_003;

/**
 * Waits until nobody else prepares this database: another machine's job, or what a killed launcher left
 * running. Two of them at once would clear and fill the same demo.
 */
async function waitForTurn(ownerUrl: string): Promise<Client> {
  const client = new Client({
    connectionString: ownerUrl,
    application_name: 'consilium-prepare',
    keepAlive: true,
  });
  // Its end shows in the steps, which need the same server.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('select pg_advisory_lock($1)', [preparing]);
  return client;
}

// The launcher that asked for this is gone: another one may have begun, which waits for its turn.
const orphaned = (): never => process.exit(1);
process.on('disconnect', orphaned);

try {
  await prepare();
} catch (error) {
  const sentence =
    error instanceof ConfigurationError ? error.message : JSON.stringify(errorForLog(error));
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
} finally {
  // The channel to the launcher would keep this process.
  process.off('disconnect', orphaned);
  if (process.connected) process.disconnect();
}

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { runMigrations } from '@consilium/server/migrations';
import { appUrlFor } from '@consilium/server/platform/configuration';
import { ensureRoles, startEmbeddedPostgres } from '@consilium/server/platform/postgres-embedded';

/** A database with all migrations and no rows, for one spec file. */
export interface TestDatabase {
  ownerUrl: string;
  /** Sessions act as the app role, under row-level security. */
  appUrl: string;
  drop(): Promise<void>;
}

/** What the spec that starts the server tells the others, in `server.json` of the run's folder. */
interface RunServer {
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  template: string;
  /** Every database of the run has a name that starts so. */
  prefix: string;
  /** The server is the developer's, not the run's. */
  own: boolean;
}

const STARTED_WITHIN_MS = 120_000;

/**
 * Clones the migrated template, or another database of the run that nobody is connected to. One
 * server serves all specs of a Jest run: the first call starts it (or uses TEST_DATABASE_URL, whose
 * user must be a superuser) and migrates the template.
 *
 * What migrations set on the database itself (`ALTER DATABASE`) is not part of a clone.
 */
export async function createTestDatabase(model?: { ownerUrl: string }): Promise<TestDatabase> {
  const server = await serverOfRun();
  const template = model ? new URL(model.ownerUrl).pathname.slice(1) : server.template;
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`;
  const owner = new URL(server.ownerUrl).username;
  await withClient(server.adminUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner}`);
    await client.query(`REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
  });
  return {
    ownerUrl: onDatabase(server.ownerUrl, name),
    appUrl: onDatabase(server.appUrl, name),
    async drop() {
      await withClient(server.adminUrl, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}

async function serverOfRun(): Promise<RunServer> {
  const folder = process.env['CONSILIUM_TEST_RUN'];
  if (!folder) {
    throw new Error("jest.config.mjs lacks globalSetup: '../../infra/jest-run-open.mjs'");
  }
  const note = path.join(folder, 'server.json');
  const failure = path.join(folder, 'failure.txt');
  try {
    fs.mkdirSync(path.join(folder, 'starting'));
  } catch {
    return waitForServer(note, failure);
  }
  try {
    const server = await startServer(folder);
    fs.writeFileSync(`${note}.new`, JSON.stringify(server));
    fs.renameSync(`${note}.new`, note);
    return server;
  } catch (error) {
    fs.writeFileSync(failure, (error as Error).message);
    throw error;
  }
}

async function waitForServer(note: string, failure: string): Promise<RunServer> {
  const until = Date.now() + STARTED_WITHIN_MS;
  while (Date.now() < until) {
    if (fs.existsSync(note)) return JSON.parse(fs.readFileSync(note, 'utf8')) as RunServer;
    if (fs.existsSync(failure)) {
      throw new Error(`No test database: ${fs.readFileSync(failure, 'utf8')}`);
    }
    await pause(20);
  }
  throw new Error('No test database: the spec that was to start the server has not done so.');
}

async function startServer(folder: string): Promise<RunServer> {
  const prefix = `consilium_test_${randomBytes(4).toString('hex')}_`;
  const template = `${prefix}template`;
  const own = process.env['TEST_DATABASE_URL'];
  const embedded = own
    ? undefined
    : await startEmbeddedPostgres({ dataFolder: folder, forTests: true });
  const adminUrl = embedded?.adminUrl ?? own!;
  const ownerUrl = embedded?.ownerUrl ?? own!;
  const templateUrl = onDatabase(ownerUrl, template);
  await withClient(adminUrl, (client) =>
    client.query(`CREATE DATABASE ${template} OWNER ${new URL(ownerUrl).username}`),
  );
  await withClient(onDatabase(adminUrl, template), async (client) => {
    await client.query(`REVOKE TEMPORARY ON DATABASE ${template} FROM PUBLIC`);
  });
  await ensureRoles(templateUrl);
  await runMigrations(templateUrl);
  const appUrl = embedded?.appUrl ?? appUrlFor(ownerUrl);
  return { adminUrl, ownerUrl, appUrl, template, prefix, own: Boolean(own) };
}

function onDatabase(address: string, name: string): string {
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.toString();
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { runMigrations } from '@consilium/server/migrations';
import { appUrlFor } from '@consilium/server/platform/configuration';
import { ensureRoles, startEmbeddedPostgres } from '@consilium/server/platform/postgres-embedded';
import { onceInRun, runFolder } from './once-in-run';

/** A database with all migrations and no rows, for one spec file. */
export interface TestDatabase {
  ownerUrl: string;
  /** Sessions act as the app role, under row-level security. */
  appUrl: string;
  drop(): Promise<void>;
}

/** What the spec that starts the server tells the others; `infra/test-run.mjs` reads it too. */
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

const serverOfRun = (): Promise<RunServer> => onceInRun('server', startServer);

async function startServer(): Promise<RunServer> {
  const prefix = `consilium_test_${randomBytes(4).toString('hex')}_`;
  const template = `${prefix}template`;
  const own = process.env['TEST_DATABASE_URL'];
  const embedded = own
    ? undefined
    : await startEmbeddedPostgres({ dataFolder: runFolder(), forTests: true });
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

import pg from 'pg';
import { APP_ROLE, ConfigurationError } from '../configuration';
import { connectionFailure } from './connection-failure';

/** `server_version_num` of the oldest PostgreSQL with unique keys whose nulls are not distinct. */
const OLDEST_VERSION = 150_000;

/** What the product's tables and queries need; all are "trusted", so a database owner may add them. */
export const EXTENSIONS = ['pg_trgm', 'unaccent', 'pgcrypto', 'btree_gist'] as const;

/**
 * Makes a server of the hospital's own ready for migrations: new enough, the app role there and
 * unable to bypass row-level security, its rights lent to the owner so that `SET ROLE` works, and
 * the extensions installed. Changes nothing when all of that holds.
 *
 * @throws {ConfigurationError} one sentence; where rights are lacking, with the SQL to have run.
 */
export async function ensureRoles(ownerUrl: string): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'consilium-launcher',
  });
  try {
    await client.connect();
  } catch (error) {
    throw connectionFailure(error, 'DATABASE_URL', ownerUrl);
  }
  try {
    await demandVersion(client);
    await ensureAppRole(client);
    await ensureExtensions(client);
  } finally {
    await client.end();
  }
}

async function demandVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `SELECT current_setting('server_version_num')::int AS number,
            current_setting('server_version') AS version`,
  );
  const [server] = rows;
  if (!server || server.number < OLDEST_VERSION) {
    throw new ConfigurationError(
      `DATABASE_URL names a PostgreSQL ${server?.version}, and Consilium needs 15 or later.`,
    );
  }
}

async function ensureAppRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ me: string; exists: boolean; unbound: boolean }>(
    `SELECT quote_ident(current_user) AS me,
            role.oid IS NOT NULL AS exists,
            coalesce(role.rolsuper OR role.rolbypassrls, false) AS unbound
       FROM (SELECT 1) AS always LEFT JOIN pg_roles AS role ON role.rolname = $1`,
    [APP_ROLE],
  );
  const { me, exists, unbound } = rows[0]!;
  if (unbound) {
    throw new ConfigurationError(
      `The role ${APP_ROLE} may bypass row-level security, so have an administrator run: ALTER ROLE ${APP_ROLE} NOSUPERUSER NOBYPASSRLS;`,
    );
  }
  const create = `CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`;
  const lend = `GRANT ${APP_ROLE} TO ${me}`;
  if (!exists) await attempt(client, create, `${create}; ${lend};`);
  if (!(await maySetRole(client))) await attempt(client, lend, `${lend};`);
}

async function maySetRole(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`SET ROLE ${APP_ROLE}`);
    await client.query('RESET ROLE');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false;
    throw error;
  }
}

async function ensureExtensions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ extname: string }>('SELECT extname FROM pg_extension');
  const present = new Set(rows.map((row) => row.extname));
  const absent = EXTENSIONS.filter((name) => !present.has(name));
  const all = absent.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name};`).join(' ');
  for (const name of absent) {
    await attempt(client, `CREATE EXTENSION IF NOT EXISTS ${name}`, all);
  }
}

async function attempt(client: pg.Client, statement: string, remedy: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // 42710: another process has made it in the meantime.
    if (code === '42710' || code === '23505') return;
    throw new ConfigurationError(
      `The user of DATABASE_URL may not prepare the database (${message}), so have an administrator run: ${remedy}`,
    );
  }
}

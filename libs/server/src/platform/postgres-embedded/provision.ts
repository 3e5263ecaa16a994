import pg from 'pg';
import { APP_ROLE } from '../configuration';
import type { Credentials } from './cluster-place';
import { EXTENSIONS } from './database-roles';

export const OWNER_ROLE = 'consilium_owner';
export const DATABASE = 'consilium';

/** Address of a database of our own server, for one of its logins. */
export const addressOf = (
  server: { readonly port: number },
  role: string,
  password: string,
  database = DATABASE,
): string => `postgresql://${role}:${password}@127.0.0.1:${server.port}/${database}`;

/**
 * Brings a cluster of our own to what migrations expect: the two roles, the database, the
 * extensions. Changes nothing when they are there, so it also finishes a start that was cut short.
 *
 * @param superuser connected to the maintenance database.
 * @param databaseUrl the same login on the product's database.
 */
export async function provision(
  superuser: pg.Client,
  databaseUrl: string,
  credentials: Credentials,
): Promise<void> {
  const { rows } = await superuser.query<{ owner: boolean; app: boolean; database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS owner,
            EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS app,
            EXISTS (SELECT FROM pg_database WHERE datname = $3) AS database`,
    [OWNER_ROLE, APP_ROLE, DATABASE],
  );
  const present = rows[0]!;
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
  if (!present.owner) {
    await superuser.query(`CREATE ROLE ${OWNER_ROLE} ${rights} PASSWORD '${credentials.owner}'`);
  }
  if (!present.app) {
    await superuser.query(`CREATE ROLE ${APP_ROLE} ${rights} PASSWORD '${credentials.app}'`);
  }
  await superuser.query(`GRANT ${APP_ROLE} TO ${OWNER_ROLE}`);
  if (!present.database) await superuser.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      [
        `REVOKE TEMPORARY ON DATABASE ${DATABASE} FROM PUBLIC`,
        ...EXTENSIONS.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name}`),
      ].join(';'),
    );
  } finally {
    await client.end();
  }
}

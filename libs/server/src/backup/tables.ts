import type { ClientBase } from 'pg';
import { leftOut } from './left-out';

/** A table as the catalogue of the database describes it, now. */
export interface Table {
  readonly name: string;
  /** Without those the database computes. */
  readonly columns: readonly string[];
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `"evaluation" ("organisation_id", "id", …)`, as COPY wants it. */
export const listOf = ({ name, columns }: Table): string =>
  `${quoted(name)} (${columns.map(quoted).join(', ')})`;

/** Every table a backup holds, by name. */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and not c.relname = any($1::text[])
      group by c.relname order by c.relname`,
    [Object.keys(leftOut)],
  );
  return rows;
}

/** What COPY writes and reads is the same whatever the server, its settings and its zone. */
export async function settle(client: ClientBase): Promise<void> {
  await client.query(
    `set client_encoding = 'UTF8'; set datestyle = 'ISO'; set intervalstyle = 'postgres';
     set timezone = 'UTC'; set extra_float_digits = 1; set bytea_output = 'hex';
     set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`,
  );
}

interface Constraint {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/**
 * Runs `load` while nothing judges row by row what only the whole satisfies: foreign keys, which some
 * tables have in circles, and the triggers that keep sealed records as they are. Both are back, and
 * the keys proved over all rows, when it returns. Within one transaction of the tables' owner.
 */
export async function unguarded(
  client: ClientBase,
  tables: readonly Table[],
  load: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<Constraint>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name,
       pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of tables)
    await client.query(`alter table ${quoted(name)} disable trigger user`);
  await load();
  for (const { name } of tables)
    await client.query(`alter table ${quoted(name)} enable trigger user`);
  for (const { table, name, definition } of rows) {
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  }
}

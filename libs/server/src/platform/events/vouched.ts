import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../database';

/**
 * What an event vouches for of a row: the columns that nobody may change without another event. One
 * expression, read when the event is written and again when it is audited.
 */
export interface Vouched {
  readonly table: string;
  /** SQL that gives it as JSON, for a row under that alias. Instants would follow the session's zone. */
  content(row: string): string;
  /** What events vouched for that do not say `wider` in their data, where that was less. */
  earlier?(row: string): string;
}

/** To stand in the data of events that vouch for more than earlier ones of their type. */
export const wider = { wider: true } as const;

/** The content of one row as it stands in this transaction. */
export async function contentOf(tx: ReadTransaction, vouched: Vouched, id: Id): Promise<unknown> {
  const [found] = await tx.rows<{ content: unknown }>(
    `select ${vouched.content('r')} as content from ${vouched.table} r where r.id = $1`,
    [id],
  );
  if (!found) throw new Error(`no row ${id} in ${vouched.table} to vouch for`);
  return found.content;
}

import type { QueryResultRow } from 'pg';
import type { Actor } from './actor';
import type { ReadTransaction, Statement, Transaction } from './transaction';

/** Reads in a transaction that is open. */
export class Reading implements ReadTransaction {
  constructor(
    private readonly transaction: Transaction,
    readonly actor: Actor,
  ) {}

  rows: ReadTransaction['rows'] = (statement, values) => this.transaction.rows(statement, values);
}

/** Where a lazy reading gets its transaction from. */
export interface ReadingSource {
  /** The transaction of the request, opened now if it was not. */
  open(): Promise<Transaction>;
  /** Runs the statement in a transaction of its own; null when the request's is open already. */
  alone: (...statement: Parameters<Transaction['rows']>) => Promise<QueryResultRow[]> | null;
}

/** Reads in a transaction that the first statement opens. */
export class LazyReading implements ReadTransaction {
  constructor(
    readonly actor: Actor,
    private readonly source: ReadingSource,
  ) {}

  rows: ReadTransaction['rows'] = async <T extends QueryResultRow>(
    statement: Statement | string,
    values?: unknown[],
    alone?: 'alone',
  ) => {
    const rows = alone ? this.source.alone(statement, values) : null;
    return rows ? ((await rows) as T[]) : (await this.source.open()).rows<T>(statement, values);
  };
}

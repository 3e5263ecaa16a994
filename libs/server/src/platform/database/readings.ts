import type { Actor } from './actor';
import type { ReadTransaction, Transaction } from './transaction';

/** Reads in a transaction that is open. */
export class Reading implements ReadTransaction {
  constructor(
    private readonly transaction: Transaction,
    readonly actor: Actor,
  ) {}

  rows: ReadTransaction['rows'] = (statement, values) => this.transaction.rows(statement, values);
}

/** Reads in a transaction that the first statement opens. */
export class LazyReading implements ReadTransaction {
  constructor(
    readonly actor: Actor,
    private readonly open: () => Promise<Transaction>,
  ) {}

  rows: ReadTransaction['rows'] = async (statement, values) =>
    (await this.open()).rows(statement, values);
}

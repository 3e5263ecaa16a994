import type { Writable } from 'node:stream';
import { escapeLiteral, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import type { SignalTopic } from '@consilium/domain/access';
import { isId, refuse, RefusedError, type Id } from '@consilium/domain/kernel';
import type { Actor } from './actor';

/** A statement with a name is prepared once per connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** What reads may use: SQL within the actor's organisation, nothing that writes. */
export interface ReadTransaction {
  readonly actor: Actor;
  /**
   * `alone`: the caller expects no other statement to follow, so the transaction, when this one opens
   * it, ends in the same message. One that follows all the same opens another.
   */
  rows<T extends QueryResultRow>(
    statement: Statement | string,
    values?: unknown[],
    alone?: 'alone',
  ): Promise<T[]>;
}

/** Something clients may want to look at again; identifiers only. Sent after the commit. */
export interface Signal {
  readonly topic: string;
  readonly evaluationId?: Id | null;
  /** When set, only this member is told. */
  readonly memberId?: Id | null;
  readonly id?: Id | null;
  /** The part that it is about: it is told to those who read its answers. */
  readonly partId?: Id | null;
  /** The document that it is about: it is told to those who may see it. */
  readonly documentId?: Id | null;
}

/** A signal about a file: who may know of it stands in the domain. */
export interface FileSignal extends Signal {
  readonly topic: SignalTopic;
}

/** An event as the code that causes it states it; the rest is filled in by the unit of work. */
export interface EventDraft {
  readonly type: string;
  readonly subject: { kind: string; id: Id | null };
  readonly evaluationId?: Id | null;
  readonly seatId?: Id | null;
  readonly onBehalfOf?: Id | null;
  readonly data?: Record<string, unknown>;
  /** Of content whose salt the caller keeps in the row beside it. */
  readonly contentDigest?: string | null;
  /** What the event vouches for, as plain JSON: digested under a salt that is kept beside the event. */
  readonly content?: unknown;
}

/** What writes may use. Repositories exist only here, so nothing is written outside a door. */
export interface WriteTransaction extends ReadTransaction {
  /** The database's clock, read after the locks were taken: a vote that waited past closing is late. */
  readonly now: Date;
  newId(): Id;
  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T>;
  record(event: EventDraft): void;
  signal(signal: FileSignal): void;
}

/** Names of the statements each connection has prepared through `sendTogether`. */
const preparedOn = new WeakMap<PoolClient, Set<string>>();

const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    // It would end the statement here, since the protocol ends texts with it.
    if (value.includes('\0')) throw new RefusedError(refuse('control_characters'));
    return escapeLiteral(value);
  }
  throw new TypeError('only plain values can stand in the text of a statement');
};

/** `snapshot`: every statement sees the database as it was at the first one. */
type TransactionMode = 'read' | 'snapshot' | 'write';

const characteristics: Readonly<Record<TransactionMode, string>> = {
  read: 'READ ONLY',
  snapshot: 'ISOLATION LEVEL REPEATABLE READ READ ONLY',
  write: 'READ WRITE',
};

/** A prepared statement with its values: several travel to the database in one message. */
export interface Call {
  readonly statement: Required<Statement>;
  readonly values: readonly unknown[];
}

const beginning = (organisationId: Id, mode: TransactionMode): string => {
  if (!isId(organisationId)) throw new TypeError('not an organisation id');
  return `BEGIN ${characteristics[mode]}; SET LOCAL consilium.organisation = '${organisationId}'`;
};

/** What a transaction does as it begins, in the same round trip. */
export interface Opening {
  /** Takes locks. */
  readonly lock: Call | null;
  /** Then sees what was committed while the locks were waited for. */
  readonly load: Call;
}

/** One transaction on one connection with the organisation set. */
export class Transaction {
  private constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {}

  static async begin(
    dataSource: DataSource,
    organisationId: Id,
    mode: TransactionMode,
  ): Promise<Transaction> {
    return (await Transaction.open(dataSource, organisationId, mode, null)).transaction;
  }

  /** Begins a write and returns the rows of its opening statement. */
  static async beginWith<T extends QueryResultRow>(
    dataSource: DataSource,
    organisationId: Id,
    opening: Opening,
  ): Promise<{ transaction: Transaction; rows: T[] }> {
    const { transaction, rows } = await Transaction.open(
      dataSource,
      organisationId,
      'write',
      opening,
    );
    return { transaction, rows: rows as T[] };
  }

  /** A read of one statement: its beginning, itself and its end leave in one message. */
  static async readOnce<T extends QueryResultRow>(
    dataSource: DataSource,
    organisationId: Id,
    statement: Statement | string,
    values: unknown[] = [],
  ): Promise<T[]> {
    const begin = beginning(organisationId, 'read');
    const runner = dataSource.createQueryRunner();
    const transaction = new Transaction(runner, (await runner.connect()) as PoolClient);
    sendAhead(transaction.client, begin);
    const answered = transaction.rows<T>(statement, values);
    // Nobody waits for the end: there is nothing to keep, and a broken connection is thrown away.
    transaction.rollback().catch(() => undefined);
    return answered;
  }

  private static async open(
    dataSource: DataSource,
    organisationId: Id,
    mode: TransactionMode,
    opening: Opening | null,
  ): Promise<{ transaction: Transaction; rows: QueryResultRow[] }> {
    const begin = beginning(organisationId, mode);
    const runner = dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const transaction = new Transaction(runner, client);
    try {
      const rows = opening
        ? await sendTogether(
            client,
            begin,
            opening.lock ? [opening.lock, opening.load] : [opening.load],
          )
        : sendAhead(client, begin);
      // TypeORM would otherwise open and commit a transaction of its own around each save.
      (runner as { isTransactionActive: boolean }).isTransactionActive = true;
      return { transaction, rows };
    } catch (error) {
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
  }

  async rows<T extends QueryResultRow>(
    statement: Statement | string,
    values: unknown[] = [],
  ): Promise<T[]> {
    const query = typeof statement === 'string' ? { text: statement } : { ...statement };
    const result = await this.client.query<T>({ ...query, values });
    return result.rows;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.runner.manager.getRepository(entity);
  }

  /**
   * Commits, after the `last` statements, sent in the same round trip. When they fail nothing is
   * committed and the transaction is still open, to be rolled back.
   */
  async commit(last: readonly Call[] = []): Promise<void> {
    await sendTogether(this.client, '', last, 'COMMIT');
    this.over();
    await this.runner.release();
  }

  /** Rolls back and gives the connection back. A broken connection is thrown away. */
  async rollback(): Promise<void> {
    try {
      await this.client.query('ROLLBACK');
    } catch (error) {
      this.over();
      this.throwAway(error);
      throw error;
    }
    this.over();
    await this.runner.release();
  }

  private throwAway(error: unknown): void {
    try {
      this.client.release(error instanceof Error ? error : true);
    } catch {
      // TypeORM heard of the break first and has thrown it away: what is told is the break.
    }
  }

  private over(): void {
    (this.runner as { isTransactionActive: boolean }).isTransactionActive = false;
  }
}

/**
 * Sends the beginning of a read without waiting for it: the connection answers in order, and what
 * breaks a beginning (a lost connection) breaks the statement after it, which says so. It leaves
 * together with that statement, which is sent before the next tick: writing to sockets is more than
 * a third of the processor time of a read.
 */
function sendAhead(client: PoolClient, begin: string): [] {
  const { stream } = (client as PoolClient & { readonly connection: { readonly stream: Writable } })
    .connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  client.query(begin).catch(() => undefined);
  return [];
}

/**
 * Sends everything in one message where the connection knows the statements already, and returns the
 * rows of the last call. Each statement of the message sees what was committed before it began, so
 * facts are read after the locks.
 */
async function sendTogether(
  client: PoolClient,
  before: string,
  calls: readonly Call[],
  after = '',
): Promise<QueryResultRow[]> {
  const prepared = preparedOn.get(client) ?? new Set<string>();
  preparedOn.set(client, prepared);
  if (calls.every(({ statement }) => prepared.has(statement.name))) {
    const texts = calls.map(
      ({ statement, values }) => `EXECUTE "${statement.name}"(${values.map(literal).join(', ')})`,
    );
    const message = [before, ...texts, after].filter((text) => text !== '').join('; ');
    const results = [(await client.query(message)) as QueryResult | QueryResult[]].flat();
    return results.at(after === '' ? -1 : -2)?.rows ?? [];
  }
  if (before !== '') await client.query(before);
  let rows: QueryResultRow[] = [];
  for (const { statement, values } of calls) {
    ({ rows } = await client.query({ ...statement, values: [...values] }));
    prepared.add(statement.name);
  }
  if (after !== '') await client.query(after);
  return rows;
}

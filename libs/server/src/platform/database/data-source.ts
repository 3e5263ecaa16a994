import { Socket } from 'node:net';
import { DataSource, type DataSourceOptions, type Logger, type MixedList } from 'typeorm';
import { SnakeNaming } from './naming';

export interface DatabaseOptions {
  readonly url: string;
  /** Role taken by each connection when the URL's own user is the owner. */
  readonly role?: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** For work that may take its time and wait for others: statements are not bounded. */
  readonly patient?: boolean;
  /** Longest a statement may take, in milliseconds. */
  readonly statementMs?: number;
}

const nothing = (): void => undefined;
const silent: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

/** Longest a statement may take unless said otherwise. */
const statementMs = 30_000;
/** A server that says nothing for so much longer has gone without a word. */
const silenceMs = 5_000;

/** A socket that ends by itself when the other side falls silent; idle connections end sooner anyway. */
const endingSocket = (ms: number) => (): Socket => {
  const socket = new Socket();
  socket.setTimeout(ms, () => {
    socket.destroy(new Error('Connection terminated: the database fell silent'));
  });
  return socket;
};

/**
 * A TypeORM data source that never synchronises: tables come from migrations alone. Statements are
 * bounded in time so that a stuck one cannot hold its locks for ever.
 */
export function makeDataSource(
  options: DatabaseOptions,
  entities: NonNullable<DataSourceOptions['entities']>,
  migrations: MixedList<new () => object> = [],
): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities,
    migrations: migrations as DataSourceOptions['migrations'],
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    // What goes wrong is thrown; its own lines would repeat statements and what stands in them.
    logger: silent,
    installExtensions: false,
    poolSize: options.poolSize,
    applicationName: options.applicationName,
    extra: {
      // A transaction's first statement travels with its BEGIN instead of waiting for the answer.
      pipeline: true,
      options: [
        ...(options.role ? [`-c role=${options.role}`] : []),
        // Named statements are planned once per connection: planning some takes ten times as long as
        // running them, and by default each connection would plan five times before it remembers.
        '-c plan_cache_mode=force_generic_plan',
      ].join(' '),
      ...(options.patient
        ? {}
        : {
            statement_timeout: options.statementMs ?? statementMs,
            idle_in_transaction_session_timeout: 60_000,
            stream: endingSocket((options.statementMs ?? statementMs) + silenceMs),
          }),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    },
  } as DataSourceOptions);
}

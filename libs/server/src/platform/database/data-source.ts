import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { SnakeNaming } from './naming';

export interface DatabaseOptions {
  readonly url: string;
  /** Role taken by each connection when the URL's own user is the owner. */
  readonly role?: string;
  readonly poolSize: number;
  readonly applicationName: string;
}

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
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      connectionTimeoutMillis: 5_000,
    },
  } as DataSourceOptions);
}

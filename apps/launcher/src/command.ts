import {
  parseLaunchConfiguration,
  type LaunchConfiguration,
} from '@consilium/server/platform/configuration';
import {
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@consilium/server/platform/postgres-embedded';
import { sentenceOf } from './sentence-of';

/** Something done once on the server: `npx consilium <name> …`. */
export interface Command {
  /** What follows the name, such as `<address>`; empty for nothing. */
  readonly takes: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Returns the exit code; throws `ConfigurationError` with a sentence for what the operator can mend. */
  run(args: readonly string[], configuration: LaunchConfiguration): Promise<number>;
}

export type CommandTable = Readonly<Record<string, Command>>;

const usageOf = (table: CommandTable): string =>
  [
    'Usage: npx consilium <command>',
    ...Object.entries(table).map(([name, { takes, summary }]) =>
      `  ${`${name} ${takes}`.trim().padEnd(24)} ${summary}`.trimEnd(),
    ),
  ].join('\n');

/** Runs the command named first; an unknown one, or none, prints what there is. */
export async function runCommand(
  table: CommandTable,
  [name = '', ...args]: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const command = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!command) {
    process.stderr.write(`${usageOf(table)}\n`);
    return 2;
  }
  try {
    return await command.run(args, parseLaunchConfiguration(environment));
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    return 2;
  }
}

/**
 * Works on the database as its owner: that of DATABASE_URL, the one of a running Consilium, or, where
 * none runs, the embedded one, which is started for that and stopped again.
 */
export async function withDatabase<T>(
  { database, dataFolder }: Pick<LaunchConfiguration, 'database' | 'dataFolder'>,
  work: (ownerUrl: string) => Promise<T>,
): Promise<T> {
  const known = database ?? findEmbeddedPostgres(dataFolder);
  if (known) return work(known.ownerUrl);
  const started = await startEmbeddedPostgres({ dataFolder });
  try {
    return await work(started.ownerUrl);
  } finally {
    await started.stop();
  }
}

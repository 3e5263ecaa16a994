import path from 'node:path';
import { BackupError, leftOut, restoreBackup, writeBackup } from '@consilium/server/backup';
import { ConfigurationError } from '@consilium/server/platform/configuration';
import { ensureRoles, findEmbeddedPostgres } from '@consilium/server/platform/postgres-embedded';
import { openStores, prepareStorage } from '@consilium/server/platform/storage';
import { withDatabase, type Command } from './command';
import { prepareDataFolder } from './data-folder';

/** In the environment, since what follows a command is read by everybody on the machine. */
const passphrase = (): string | null => process.env['CONSILIUM_PASSPHRASE'] || null;

function oneFile(args: readonly string[], name: string): string {
  const [file, ...more] = args;
  if (!file || more.length > 0) {
    throw new ConfigurationError(`Name one file: npx consilium ${name} consilium.backup`);
  }
  return path.resolve(file);
}

/** Sentences of the backup are for whoever runs the command. */
const said = (error: unknown): never => {
  throw error instanceof BackupError ? new ConfigurationError(error.message) : error;
};

/** Everything into one file, while Consilium runs or not. */
export const backup: Command = {
  takes: '<file>',
  summary: 'writes database and files into one file; CONSILIUM_PASSPHRASE encrypts it',
  run: async (args, configuration) => {
    const file = oneFile(args, 'backup');
    const stores = await openStores(configuration.storage);
    const made = await withDatabase(configuration, (ownerUrl) =>
      writeBackup({ ownerUrl, stores }, file, passphrase()).catch(said),
    );
    process.stdout.write(
      `${file}: ${made.tables} tables and ${made.files} files as of ${made.takenAt}.\n` +
        `Left out: ${Object.keys(leftOut).join(', ')}, and what the queues hold.\n`,
    );
    for (const key of made.missing) process.stderr.write(`The store has no file ${key}.\n`);
    return made.missing.length === 0 ? 0 : 1;
  },
};

/** Into an empty place, which then waits for an administrator before it sends anything. */
export const restore: Command = {
  takes: '<file>',
  summary: 'restores such a file into an empty database, brought to this version',
  run: async (args, configuration) => {
    const file = oneFile(args, 'restore');
    prepareDataFolder(configuration.dataFolder);
    if (!configuration.database && findEmbeddedPostgres(configuration.dataFolder)) {
      throw new ConfigurationError(`Consilium runs on ${configuration.dataFolder}: stop it first.`);
    }
    const restored = await withDatabase(configuration, async (ownerUrl) => {
      await ensureRoles(ownerUrl);
      await prepareStorage(configuration.storage);
      const stores = await openStores(configuration.storage);
      return restoreBackup({ ownerUrl, stores }, file, passphrase()).catch(said);
    });
    process.stdout.write(
      `${restored.tables} tables and ${restored.files} files as of ${restored.takenAt}.\n` +
        'Mails and reminders are held until an administrator releases them on the page of the organisation.\n',
    );
    return 0;
  },
};

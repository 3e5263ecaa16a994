import { existsSync } from 'node:fs';
import { makeRecoveryLink, makeSetUpCode } from '@consilium/server/access';
import { ConfigurationError } from '@consilium/server/platform/configuration';
import { withDatabase, type Command } from './command';

/** For an administrator whom nobody else can help: a link to choose a new password. */
export const recover: Command = {
  takes: '<address>',
  summary: 'prints a link by which an administrator chooses a new password',
  run: async ([address, ...more], configuration) => {
    if (!address || more.length > 0) {
      throw new ConfigurationError('Name one address: npx consilium recover name@hospital.example');
    }
    if (!configuration.database && !existsSync(configuration.dataFolder)) {
      throw new ConfigurationError(
        `There is no Consilium in ${configuration.dataFolder}: set CONSILIUM_DATA or DATABASE_URL.`,
      );
    }
    const link = await withDatabase(configuration, (ownerUrl) =>
      makeRecoveryLink(ownerUrl, configuration.http.publicUrl, address),
    );
    if (!link) {
      throw new ConfigurationError(`Nobody with the address ${address} is an administrator here.`);
    }
    process.stdout.write(
      `${link}\nGive it to ${address} alone: it works once, within an hour, while Consilium runs.\n`,
    );
    return 0;
  },
};

/** For whoever founds the organisation: a new code, the one before ends. */
export const setUpCode: Command = {
  takes: '',
  summary: 'prints the code that the first administrator is asked for',
  run: async (_args, configuration) => {
    const code = await withDatabase(configuration, makeSetUpCode);
    if (!code) {
      throw new ConfigurationError('Consilium is set up already: nobody needs a code any more.');
    }
    process.stdout.write(`${code}\n`);
    return 0;
  },
};

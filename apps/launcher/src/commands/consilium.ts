import 'reflect-metadata';
import { backup, restore } from '../backup';
import { runCommand, type CommandTable } from '../command';
import { recover, setUpCode } from '../recover';

/** Every command of `npx consilium`. The one place to add one. */
const commands: CommandTable = {
  backup,
  restore,
  recover,
  'set-up-code': setUpCode,
};

process.exitCode = await runCommand(commands, process.argv.slice(2), process.env);

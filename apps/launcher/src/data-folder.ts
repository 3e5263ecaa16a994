import fs from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '@consilium/server/platform/configuration';

/**
 * Makes the data folder and proves that it can be written. It is closed to other accounts; root's
 * may be passed through, since PostgreSQL's account has its own folder inside.
 *
 * @throws {ConfigurationError} one sentence naming the folder and the variable.
 */
export function prepareDataFolder(folder: string): void {
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  const trial = path.join(folder, `.writable-${process.pid}`);
  try {
    if (!fs.existsSync(folder)) {
      makeFolder(folder);
      fs.chmodSync(folder, mode);
    }
    const logs = path.join(folder, 'logs');
    if (!fs.existsSync(logs)) fs.mkdirSync(logs, { mode: 0o700 });
    fs.writeFileSync(trial, '');
    fs.rmSync(trial);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(
      `CONSILIUM_DATA: the folder ${folder} cannot be written (${code ?? message}).`,
    );
  }
}

/** With its parents. Node's own `recursive` never returns where the system forbids by ENOENT (/proc). */
function makeFolder(folder: string): void {
  const parent = path.dirname(folder);
  if (!fs.existsSync(parent)) makeFolder(parent);
  fs.mkdirSync(folder, 0o755);
}

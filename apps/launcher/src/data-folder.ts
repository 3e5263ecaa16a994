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
      fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
      fs.chmodSync(folder, mode);
    }
    fs.mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
    fs.writeFileSync(trial, '');
    fs.rmSync(trial);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(
      `CONSILIUM_DATA: the folder ${folder} cannot be written (${code ?? message}).`,
    );
  }
}

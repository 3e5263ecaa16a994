import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { onceInRun } from './once-in-run';

/** A browser's program and what its process needs besides. */
export interface BrowserProgram {
  readonly executablePath: string;
  readonly env?: Record<string, string>;
}

/**
 * The Chromium inside the npm package @sparticuz/chromium, unpacked once for a test run into a
 * folder of the run's own.
 *
 * The package's own ways are made for a function in a cloud and are not used: it unpacks to fixed
 * names below the system's temporary folder (two processes at once, or two accounts one after the
 * other, meet there), brings its libraries into use only where it believes to be in that cloud, and
 * starts everything in one process, which ends with the second window.
 */
export function packagedBrowser(): Promise<BrowserProgram> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The browser that comes by npm is for Linux on x64, this is ${process.platform} on ${process.arch}: install Chromium or Chrome, or name one in CHROMIUM_PATH.`,
    );
  }
  return onceInRun('browser', unpack);
}

/** Run by a process of its own, since where the package unpacks to is told by TMPDIR. */
const unpacking = `
  import { inflate } from '@sparticuz/chromium';
  const archives = new URL('../bin/', import.meta.resolve('@sparticuz/chromium'));
  const names = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'];
  await Promise.all(names.map((name) => inflate(decodeURIComponent(new URL(name, archives).pathname))));
`;

async function unpack(folder: string): Promise<BrowserProgram> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpacking], {
    cwd: path.dirname(fileURLToPath(import.meta.url)),
    env: { PATH: process.env['PATH'], TMPDIR: folder },
  });
  const settings = path.join(folder, 'fonts.conf');
  fs.writeFileSync(
    settings,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`,
  );
  return {
    executablePath: path.join(folder, 'chromium'),
    // The machine may have neither the libraries nor a font, and nothing of the account's home is
    // asked for.
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: settings,
      HOME: folder,
    },
  };
}

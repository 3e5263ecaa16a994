import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '../configuration';
import type { Account } from './account';
import { newCredentials, type ClusterPlace } from './cluster-place';
import { moveIntoPlace } from './program-files';

/** The bootstrap superuser; only this machine's administrator reads its password. */
export const SUPERUSER = 'postgres';

/**
 * Runs `initdb` beside the final place and moves the result there in one step, so that a start
 * cut short leaves nothing half made. Every login needs a generated password (SCRAM). The locale
 * is PostgreSQL's own `C.UTF-8`: the order of texts does not depend on the machine's libraries.
 */
export async function createCluster(
  place: ClusterPlace,
  programs: string,
  account: Account | undefined,
  forTests: boolean,
): Promise<void> {
  const unfinished = `${place.folder}.new-${process.pid}`;
  removeUnfinished(place);
  const cluster = path.join(unfinished, 'cluster');
  const passwordFile = path.join(unfinished, 'password');
  fs.mkdirSync(unfinished, { mode: 0o711 });
  fs.chmodSync(unfinished, 0o711);
  fs.mkdirSync(cluster, { mode: 0o700 });
  const credentials = newCredentials();
  fs.writeFileSync(path.join(unfinished, 'credentials.json'), JSON.stringify(credentials), {
    mode: 0o600,
  });
  fs.writeFileSync(passwordFile, credentials.superuser, { mode: 0o600 });
  if (account) {
    for (const file of [cluster, passwordFile]) fs.chownSync(file, account.uid, account.gid);
  }
  await run(
    path.join(programs, 'bin', 'initdb'),
    [
      `--pgdata=${cluster}`,
      `--username=${SUPERUSER}`,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(forTests ? ['--no-sync'] : []),
    ],
    account,
  );
  fs.rmSync(passwordFile);
  moveIntoPlace(unfinished, place.folder);
}

/** What an earlier start left that was killed in the middle. */
function removeUnfinished(place: ClusterPlace): void {
  const parent = path.dirname(place.folder);
  const prefix = `${path.basename(place.folder)}.new-`;
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    // Its initdb may not have noticed yet that nobody waits for it, and still be writing.
    fs.rmSync(path.join(parent, name), {
      recursive: true,
      force: true,
      maxRetries: 20,
      retryDelay: 100,
    });
  }
}

/** Whether a process with this id exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function run(program: string, parameters: string[], account: Account | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...account,
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const why = complaint.trim().split('\n')[0] ?? `exit code ${code}`;
      reject(new ConfigurationError(`The database could not be created: ${why}.`));
    });
  });
}

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** A system account that a program can be started as. */
export interface Account {
  uid: number;
  gid: number;
}

/** `nobody` on every Linux; it owns nothing, so a server running as it can touch only its own files. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

/**
 * PostgreSQL refuses to run as root. Started by root, it runs as the account that owns the
 * cluster already (a copy first used without root), else as `nobody`.
 *
 * @returns undefined when the present account will do.
 */
export function accountFor(clusterFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = fs.statSync(clusterFolder, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/** Whether the account may go into a folder that exists. Asked of the system, not of mode bits. */
export function mayEnter(account: Account | undefined, folder: string): boolean {
  const answer = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return answer.status === 0;
}

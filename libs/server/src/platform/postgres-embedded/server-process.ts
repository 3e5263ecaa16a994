import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ConfigurationError } from '../configuration';
import { rotate } from '../faults';
import type { Account } from './account';
import type { ClusterPlace } from './cluster-place';
import { isAlive } from './create-cluster';

/** A running PostgreSQL, started by this process or found. */
export interface ServerProcess {
  pid: number;
  port: number;
}

/**
 * Looks for a server that works on this cluster already: another copy's, or one whose launcher
 * was killed. A note of the server that names a process which is no PostgreSQL (ids are given
 * anew after a reboot) is removed, since the server itself would stumble over it.
 */
export function findRunningServer(place: ClusterPlace): ServerProcess | undefined {
  const note = path.join(place.cluster, 'postmaster.pid');
  let lines: string[];
  try {
    lines = fs.readFileSync(note, 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const cluster = lines[1] || place.cluster;
  const port = Number(lines[3]);
  if (pid > 0 && isAlive(pid) && commandOf(pid).includes(cluster)) return { pid, port };
  fs.rmSync(note, { force: true });
  return undefined;
}

/** Empty for a process that is gone or has died without its parent having noticed. */
function commandOf(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    if (process.platform === 'linux') return '';
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
}

/**
 * Starts the server in a process group of its own: Ctrl-C in the terminal reaches the launcher
 * alone, which stops the API and the worker first. It writes to a file, so that it lives on when
 * the launcher is killed, and is found again at the next start.
 */
export function spawnServer(
  place: ClusterPlace,
  programs: string,
  account: Account | undefined,
  port: number,
  forTests: boolean,
): ServerProcess & { ended: Promise<void> } {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Its errors quote statements, keys and values; the product logs what went wrong, without them.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    max_connections: forTests ? 200 : 100,
    ...(forTests && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  rotate(place.log);
  const log = fs.openSync(place.log, 'a', 0o600);
  const child = spawn(
    path.join(programs, 'bin', 'postgres'),
    ['-D', place.cluster, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    {
      ...account,
      cwd: '/',
      detached: true,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      stdio: ['ignore', log, log],
    },
  );
  fs.closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.unref();
  if (!child.pid) throw new ConfigurationError(`PostgreSQL cannot be started from ${programs}.`);
  return { pid: child.pid, port, ended };
}

/** Settles when the process is gone; looks four times a second without keeping this one alive. */
export async function endOf(pid: number): Promise<void> {
  while (isAlive(pid) && commandOf(pid) !== '') await pause(250, undefined, { ref: false });
}

/**
 * PostgreSQL's "fast" shutdown: open transactions are rolled back, everything committed is on
 * disk. After three seconds, or at once when `hurry`, "immediate": the next start repairs from the
 * write-ahead log, so nothing committed is lost then either.
 */
export async function stopServer(server: ServerProcess, hurry = false): Promise<void> {
  const steps = [
    ['SIGINT', 3_000],
    ['SIGQUIT', 1_000],
    ['SIGKILL', 1_000],
  ] as const;
  for (const [signal, patienceMs] of hurry ? steps.slice(1) : steps) {
    try {
      process.kill(server.pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      if (!isAlive(server.pid) || commandOf(server.pid) === '') return;
      await pause(10);
    }
  }
  throw new ConfigurationError(`PostgreSQL (process ${server.pid}) does not stop.`);
}

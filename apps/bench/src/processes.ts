import { readFileSync } from 'node:fs';
import { fork, type ChildProcess } from 'node:child_process';
import { freePort } from '@consilium/testing';

export interface Running {
  readonly port: number;
  /** Time from the start until it said that it serves, in milliseconds. */
  readonly startedIn: number;
  /** Resident memory of the process, in megabytes. */
  memory(): number;
  /** Processor time the process has used so far, in milliseconds. */
  processorTime(): number;
  stop(): Promise<void>;
}

/** Starts a server process that says `ready` over IPC. */
export async function startProcess(file: string, env: Record<string, string>): Promise<Running> {
  const port = await freePort();
  const begun = performance.now();
  const child: ChildProcess = fork(file, {
    env: { ...process.env, NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: process.env['BENCH_NODE_ARGUMENTS']?.split(' ') ?? [],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    port,
    startedIn: performance.now() - begun,
    memory: () => residentMegabytes(child.pid!),
    processorTime: () => processorMilliseconds(child.pid!),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** Resident memory as the system accounts it; only where it says so in /proc. */
export function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024;
}

/** User and system time of a process, from /proc; the kernel counts in hundredths of a second. */
export function processorMilliseconds(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) * 10;
}

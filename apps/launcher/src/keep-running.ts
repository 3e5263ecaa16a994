import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import type { LogFile } from './log-file';

/** A child that lived shorter has not really started. */
const QUICK_DEATH_MS = 10_000;
const QUICK_DEATHS_ALLOWED = 4;
const LONGEST_PAUSE_MS = 4_000;

export interface RunningChild {
  /** Settles, with one sentence, when restarting is of no use any more. */
  givenUp: Promise<string>;
  /** Asks the child to end, and ends it after `graceMs`. Settles when it is gone. */
  stop(graceMs: number): Promise<void>;
  kill(): void;
}

/**
 * Runs a program and starts it again when it dies, more slowly each time. Children have a process
 * group of their own, so Ctrl-C in a terminal reaches the launcher alone, which stops them in
 * order; and an IPC channel, whose end tells them that the launcher is gone.
 */
export function keepRunning(
  name: string,
  program: string,
  environment: NodeJS.ProcessEnv,
  log: LogFile,
): RunningChild {
  let child: ChildProcess | undefined;
  let quickDeaths = 0;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;
  let giveUp: (sentence: string) => void = () => undefined;
  let gone = Promise.resolve();
  const givenUp = new Promise<string>((resolve) => (giveUp = resolve));

  function start(): void {
    const startedAt = Date.now();
    const output = log.open();
    const started = spawn(process.execPath, ['--enable-source-maps', program], {
      env: environment,
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
    });
    fs.closeSync(output);
    child = started;
    gone = new Promise((resolve) => started.once('exit', () => resolve()));
    started.once('exit', (code, signal) => {
      if (stopping) return;
      quickDeaths = Date.now() - startedAt < QUICK_DEATH_MS ? quickDeaths + 1 : 0;
      if (quickDeaths > QUICK_DEATHS_ALLOWED) {
        giveUp(
          `The ${name} ended ${quickDeaths} times right after its start (${signal ?? `exit code ${code}`}): ${log.lastLine()} (see ${log.path})`,
        );
        return;
      }
      restart = setTimeout(start, Math.min(125 * 2 ** quickDeaths, LONGEST_PAUSE_MS));
    });
  }

  start();
  return {
    givenUp,
    async stop(graceMs) {
      stopping = true;
      clearTimeout(restart);
      child?.kill('SIGTERM');
      const force = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      await gone;
      clearTimeout(force);
    },
    kill() {
      stopping = true;
      clearTimeout(restart);
      child?.kill('SIGKILL');
    },
  };
}

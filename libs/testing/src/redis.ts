import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram, freePort } from './programs';

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/**
 * REDIS_URL, else a `redis-server` from the PATH on a free port, keeping nothing on disk.
 *
 * @returns undefined where there is none: the specs skip their Redis half, and the closing lines
 * of `npm test` say so.
 */
export async function startTestRedis(): Promise<TestRedis | undefined> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: given, stop: async () => undefined };
  const program = findProgram('redis-server');
  if (!program) return undefined;
  const port = await freePort();
  const child = spawn(
    program,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: 'ignore', cwd: '/' },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Whatever way this process ends, the server ends too.
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries === 250) throw new Error(`${program} does not answer on port ${port}`);
    await pause(20);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', end);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

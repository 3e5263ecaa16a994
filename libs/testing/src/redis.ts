import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram, freePort } from './programs';

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/** A Redis of the spec's own, which may die at any moment and comes back empty. */
export interface MortalRedis extends TestRedis {
  /** Ends it at once, with all that it held, and starts another one in its place. */
  replace(): Promise<void>;
}

/** Whether there is a Redis to try against; specs skip that half where not, and the run says so. */
export const redisIsThere = (): boolean =>
  Boolean(process.env['REDIS_URL']) || findProgram('redis-server') !== undefined;

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
  const server = new OwnRedis(program, await freePort());
  await server.start();
  return server;
}

/** Undefined where there is no `redis-server`. */
export async function startMortalRedis(): Promise<MortalRedis | undefined> {
  const program = findProgram('redis-server');
  if (!program) return undefined;
  const server = new OwnRedis(program, await freePort());
  await server.start();
  return server;
}

class OwnRedis implements MortalRedis {
  private child: ChildProcess | null = null;
  // Whatever way this process ends, the server ends too.
  private readonly end = () => void this.child?.kill('SIGKILL');

  constructor(
    private readonly program: string,
    private readonly port: number,
  ) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.child = spawn(
      this.program,
      ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { stdio: 'ignore', cwd: '/' },
    );
    process.once('exit', this.end);
    for (let tries = 0; !(await answers(this.port)); tries += 1) {
      if (tries === 250) throw new Error(`${this.program} does not answer on port ${this.port}`);
      await pause(20);
    }
  }

  async replace(): Promise<void> {
    await this.gone('SIGKILL');
    await this.start();
  }

  stop(): Promise<void> {
    return this.gone('SIGTERM');
  }

  private async gone(signal: NodeJS.Signals): Promise<void> {
    process.off('exit', this.end);
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

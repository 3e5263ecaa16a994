import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..', '..', '..');
const program = path.join(root, 'apps', 'launcher', 'start.mjs');

export interface Start {
  process: ChildProcess;
  /** The lines said so far, without what the build says. */
  lines(): string[];
  /** It found other sources than those of the last build. */
  hasBuilt(): boolean;
  complaint(): string;
  /** Settles with the exit code. */
  ended: Promise<number | null>;
}

/** `npm start` without npm. */
export function start(environment: Record<string, string>, flags: string[] = []): Start {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_OPTIONS|NODE_ENV)/.test(name)),
  );
  const child = spawn(process.execPath, [...flags, program], {
    cwd: root,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complaint = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  return {
    process: child,
    lines: () => said.split('\n').filter((line) => line && !line.startsWith('Building ')),
    hasBuilt: () => said.includes('Building '),
    complaint: () => complaint.trim(),
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
}

/** Waits for the third line, or says why it does not come. */
export async function open(begun: Start): Promise<void> {
  let over = false;
  void begun.ended.then(() => (over = true));
  while (begun.lines().length < 3) {
    if (over) throw new Error(`Ended before it was open: ${begun.complaint()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every live process that works on a data folder, by its parameters or its environment. */
export function processesOf(dataFolder: string): string[] {
  return fs
    .readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) =>
      ['cmdline', 'environ'].some((name) => {
        try {
          return fs.readFileSync(`/proc/${pid}/${name}`, 'utf8').includes(dataFolder);
        } catch {
          return false;
        }
      }),
    );
}

/** Waits until a program works on a data folder. */
export async function programOf(dataFolder: string, program: string): Promise<void> {
  const runs = (pid: string): boolean => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program);
    } catch {
      return false;
    }
  };
  for (let tries = 0; !processesOf(dataFolder).some(runs); tries += 1) {
    if (tries > 6_000) throw new Error(`${program} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

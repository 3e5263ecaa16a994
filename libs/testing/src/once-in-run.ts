import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The folder of this test run, where what its specs share lies (`infra/test-run.mjs`). */
export function runFolder(): string {
  const folder = process.env['CONSILIUM_TEST_RUN'];
  if (!folder) {
    throw new Error("jest.config.mjs lacks globalSetup: '../../infra/jest-run-open.mjs'");
  }
  return folder;
}

/**
 * What is dear to make is made once for all specs of a run, whichever processes they are in: the
 * first that asks makes it, in a folder of its own below the run's; the others wait, and are told
 * of a failure in its words.
 *
 * @param name of the thing and of its folder
 * @param make returns what the others are told, as JSON
 * @param withinMs the longest that others wait for it; costs nothing when it is there sooner
 */
export async function onceInRun<T>(
  name: string,
  make: (folder: string) => Promise<T>,
  withinMs = 300_000,
): Promise<T> {
  const folder = path.join(runFolder(), name);
  const note = path.join(folder, 'ready.json');
  const failure = path.join(folder, 'failure.txt');
  try {
    fs.mkdirSync(folder);
  } catch {
    return waitFor<T>(name, note, failure, Date.now() + withinMs);
  }
  try {
    // The unprivileged account that runs PostgreSQL for root passes through.
    fs.chmodSync(folder, 0o711);
    const made = await make(folder);
    fs.writeFileSync(`${note}.new`, JSON.stringify(made));
    fs.renameSync(`${note}.new`, note);
    return made;
  } catch (error) {
    fs.writeFileSync(failure, (error as Error).message);
    throw error;
  }
}

async function waitFor<T>(name: string, note: string, failure: string, until: number): Promise<T> {
  while (Date.now() < until) {
    if (fs.existsSync(note)) return JSON.parse(fs.readFileSync(note, 'utf8')) as T;
    if (fs.existsSync(failure)) throw new Error(`No ${name}: ${fs.readFileSync(failure, 'utf8')}`);
    await pause(20);
  }
  throw new Error(`No ${name}: the spec that was to make it has not done so.`);
}

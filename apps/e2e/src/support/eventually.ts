import { setTimeout as pause } from 'node:timers/promises';
import { patienceMs } from './visitor';

/**
 * Waits until what is asked gives what is wanted: a page shows what was done to it a moment later.
 * For what may never be there, look once, when what could bring it has come.
 */
export async function eventually<T>(ask: () => Promise<T>, wanted: T): Promise<void> {
  const until = Date.now() + patienceMs;
  let given = await ask();
  while (!Object.is(given, wanted) && Date.now() < until) {
    await pause(50);
    given = await ask();
  }
  expect(given).toEqual(wanted);
}

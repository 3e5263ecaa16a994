import type { Id } from '@consilium/domain/kernel';
import type { LiveBus, LiveSignal } from '@consilium/server/platform/live';

/**
 * Signals of one organisation for a subscription, in batches: what arrives while the reader works on
 * a batch makes the next one. `shape` turns a batch into what is sent, or into null for nothing.
 * Unlike a generator it lets go of the bus at once when the client leaves.
 */
export function signalsAs<T>(
  live: Pick<LiveBus, 'subscribe'>,
  organisationId: Id,
  wanted: (signal: LiveSignal) => boolean,
  shape: (batch: readonly LiveSignal[]) => Promise<T | null>,
): AsyncIterableIterator<T> {
  let waiting: LiveSignal[] = [];
  let wake: (() => void) | null = null;
  let over = false;
  const leave = live.subscribe(organisationId, (signal) => {
    if (!wanted(signal)) return;
    waiting.push(signal);
    wake?.();
  });
  const end = (): void => {
    over = true;
    leave();
    wake?.();
  };
  const iterator: AsyncIterableIterator<T> = {
    async next() {
      for (;;) {
        while (waiting.length === 0 && !over) {
          await new Promise<void>((resolve) => (wake = resolve));
          wake = null;
        }
        if (over) return { done: true, value: undefined };
        const batch = waiting;
        waiting = [];
        const value = await shape(batch);
        if (value !== null && !over) return { done: false, value };
      }
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

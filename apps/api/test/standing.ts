import type { LiveBus } from '@consilium/server/platform/live';

/**
 * Resolves once the server holds so many subscribers more than now: nothing said from then on is missed.
 * Before, a page is told to read again where something may be missing, and hears of nothing by name.
 */
export function standing(live: LiveBus, subscribers: number): Promise<void> {
  const subscribe = live.subscribe.bind(live);
  let left = subscribers;
  return new Promise((resolve) => {
    live.subscribe = (...given: Parameters<typeof subscribe>) => {
      const leave = subscribe(...given);
      left -= 1;
      if (left === 0) {
        live.subscribe = subscribe;
        resolve();
      }
      return leave;
    };
  });
}

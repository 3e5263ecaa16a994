import { useSyncExternalStore } from 'react';
import type { Gap } from './gap';

/** The gaps of all live connections of the page. */
const gaps = new Set<Gap>();
const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of [...listeners]) listener();
};

export function watchGap(gap: Gap): void {
  gaps.add(gap);
  gap.subscribe(changed);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

const awaySince = (): Date | null =>
  [...gaps]
    .flatMap((gap) => gap.awaySince() ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;

/** From when what the page shows is, where changes do not arrive by themselves; null where they do. */
export const useAwaySince = (): Date | null => useSyncExternalStore(subscribe, awaySince);

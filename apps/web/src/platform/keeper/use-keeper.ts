import { use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { newOperationId } from '../ids';
import { useMembership } from '../organisation';
import { resynced, signedIn } from '../signals';
import { lastingDevice, type Owner } from './device';
import type { Versioned } from './draft';
import { Keeper, type Keep } from './keeper';
import type { Kind } from './kind';
import { openWindows, type Windows } from './windows';

export const device = lastingDevice();
let windows: Windows | null = null;

interface Opened {
  readonly keeper: Keeper;
  /** What other windows left is taken up. */
  readonly ready: Promise<void>;
  isReady: boolean;
}
const opened = new WeakMap<ApolloClient, Map<string, Opened>>();
const keyOf = ({ organisation, person }: Owner): string => `${organisation}/${person}`;

function open(client: ApolloClient, owner: Owner): Opened {
  const ofClient = opened.get(client) ?? new Map<string, Opened>();
  opened.set(client, ofClient);
  const known = ofClient.get(keyOf(owner));
  if (known) return known;
  const keeper = new Keeper(owner, {
    device,
    windows: (windows ??= openWindows(newOperationId())),
    send: (kind, place, attempt) => kind.send(client, place, attempt),
    newId: newOperationId,
    now: () => new Date(),
  });
  const ready = keeper.takeUp().then(() => void keeper.flush());
  const made: Opened = { keeper, ready, isReady: false };
  void ready.then(() => (made.isReady = true));
  ofClient.set(keyOf(owner), made);
  return made;
}

function useOpened(): Opened {
  const client = useApolloClient();
  const { memberId: person, slug: organisation } = useMembership();
  return useMemo(() => open(client, { person, organisation }), [client, person, organisation]);
}

/**
 * The keeper of the person signed in, in the organisation of the page; it outlives single pages. Waits
 * for what is on the device, so that nobody types over it.
 */
export function useKeeper(): Keeper {
  const { keeper, ready, isReady } = useOpened();
  // A form that appears on a page would otherwise take the page away for a moment.
  if (!isReady) use(ready);
  return keeper;
}

/**
 * The same keeper once what is on the device is taken up, null before: for what stands beside a page
 * and is not worth waiting for.
 */
export function useKeeperOnceReady(): Keeper | null {
  const { keeper, ready } = useOpened();
  const [taken, setTaken] = useState<Keeper | null>(null);
  useEffect(() => {
    let shown = true;
    void ready.then(() => {
      if (shown) setTaken(keeper);
    });
    return () => {
      shown = false;
    };
  }, [keeper, ready]);
  return taken === keeper ? keeper : null;
}

/** The keep of one kind of words; the page is drawn anew when something of it changes. */
export function useKeep<P, W, S extends W & Versioned>(kind: Kind<P, W, S>): Keep<P, W, S> {
  const keeper = useKeeper();
  useSyncExternalStore(keeper.subscribe, keeper.pending);
  return useMemo(() => keeper.of(kind), [keeper, kind]);
}

/**
 * Sends what waits when network, live connection or reader are back, and what was typed last when the
 * person leaves the organisation's pages; then forgets the keeper, since another person may come.
 */
export function useSendingAgain(keeper: Keeper): void {
  const client = useApolloClient();
  useEffect(() => {
    const flush = (): void => void keeper.flush();
    const seen = (): void => {
      if (document.visibilityState === 'visible') flush();
    };
    window.addEventListener('online', flush);
    window.addEventListener('focus', flush);
    document.addEventListener('visibilitychange', seen);
    const stops = [resynced, signedIn].map((signal) => signal.listen(flush));
    return () => {
      window.removeEventListener('online', flush);
      window.removeEventListener('focus', flush);
      document.removeEventListener('visibilitychange', seen);
      stops.forEach((stop) => stop());
      flush();
      keeper.close();
      opened.get(client)?.delete(keyOf(keeper.owner));
    };
  }, [client, keeper]);
}

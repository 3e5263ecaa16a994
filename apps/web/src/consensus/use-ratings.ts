import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useApolloClient } from '@apollo/client/react';
import { failureOf, isPassing } from '../platform/failures';
import { newOperationId } from '../platform/ids';
import { useMembership } from '../platform/organisation';
import { castRating } from './operations';
import {
  RatingKeeper,
  type KnownRating,
  type RatingKeeperPorts,
  type Sent,
  type ShownRating,
  type WaitingWords,
} from './rating-keeper';

const prefix = 'consilium.ratings';

interface OwnRatings {
  readonly roundId: string;
  readonly statements: readonly { readonly key: string; readonly mine: KnownRating | null }[];
  reread(): Promise<OwnRatings['statements']>;
}

/** The person's ratings of one round: those the server has, and those on their way to it. */
export function useRatings({ roundId, statements, reread }: OwnRatings): {
  readonly keeper: RatingKeeper;
  readonly ratings: ReadonlyMap<string, ShownRating>;
} {
  const client = useApolloClient();
  const { memberId } = useMembership();
  const [keeper] = useState(() => {
    const send: RatingKeeperPorts['send'] = async (statement, { words, base, operationId }) => {
      try {
        const { data } = await client.mutate({
          mutation: castRating,
          context: { sentOnce: true },
          variables: {
            input: { operationId, roundId, statement, ...words, baseVersion: base },
          },
        });
        return sentOf(data?.castRating);
      } catch (error) {
        const failure = failureOf(error);
        return isPassing(failure) || !navigator.onLine
          ? { kind: 'unreachable' }
          : { kind: 'failed', trouble: { error } };
      }
    };
    const made: RatingKeeper = new RatingKeeper({
      send,
      newOperationId,
      store: deviceStore(`${prefix}.${memberId}.${roundId}`),
      reread: async () => {
        for (const { key, mine } of await reread()) made.know(key, mine);
      },
    });
    for (const { key, mine } of statements) made.know(key, mine);
    return made;
  });

  useEffect(() => {
    for (const { key, mine } of statements) keeper.know(key, mine);
  }, [keeper, statements]);

  useEffect(() => {
    const retry = () => keeper.retry();
    keeper.start();
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('online', retry);
      keeper.stop();
    };
  }, [keeper]);

  const ratings = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  return useMemo(() => ({ keeper, ratings }), [keeper, ratings]);
}

type CastResult =
  | { readonly __typename: 'RatingKept'; readonly version: number; readonly castAt: string }
  | { readonly __typename: 'Refused'; readonly code: string; readonly details?: unknown };

function sentOf(result: CastResult | null | undefined): Sent {
  if (!result) return { kind: 'unreachable' };
  if (result.__typename === 'RatingKept')
    return { kind: 'saved', version: result.version, castAt: result.castAt };
  return result.code === 'stale_version'
    ? { kind: 'stale' }
    : { kind: 'failed', trouble: { refusal: result } };
}

/** Words on this device under the person's own name; a browser that keeps nothing still lets rate. */
const deviceStore = (key: string): RatingKeeperPorts['store'] => ({
  read: () => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, WaitingWords>;
    } catch {
      return {};
    }
  },
  write: (waiting) => {
    try {
      if (Object.keys(waiting).length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(waiting));
    } catch {
      return;
    }
  },
});

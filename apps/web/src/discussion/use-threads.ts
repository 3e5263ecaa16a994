import { useQuery, useSubscription } from '@apollo/client/react';
import type { Facts } from '@consilium/domain/access';
import type { Anchor } from '@consilium/domain/discussion';
import { unmask } from '../gql';
import type { ReadThreadsQuery, ThreadFieldsFragment } from '../gql/graphql';
import { discussionChanged, readThreads, threadFields } from './operations';

export type Thread = ThreadFieldsFragment;
export type Comment = Thread['comments'][number];
export type Seat = ReadThreadsQuery['threads']['seats'][number];

export interface Discussion {
  readonly threads: readonly Thread[];
  /** Who can be mentioned or asked to act. */
  readonly seats: readonly Seat[];
  readonly facts: Facts;
}

/** Threads about one thing, read again when somebody writes. */
export function useThreads(evaluationId: string, anchor: Anchor) {
  const { kind, id } = anchor;
  const { data, error, refetch } = useQuery(readThreads, {
    variables: { evaluationId, anchor: { kind, id } },
    fetchPolicy: 'cache-and-network',
  });
  useSubscription(discussionChanged, {
    variables: { evaluationId },
    ignoreResults: true,
    onData: () => void refetch().catch(() => undefined),
  });
  const list = data?.threads;
  const discussion: Discussion | null = list
    ? {
        threads: unmask(threadFields, list.threads),
        seats: list.seats,
        facts: list.facts as Facts,
      }
    : null;
  return { discussion, error, refetch };
}

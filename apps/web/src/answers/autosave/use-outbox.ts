import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { unmask } from '../../gql';
import { failureOf } from '../../platform/failures';
import { newOperationId } from '../../platform/ids';
import { useMembership } from '../../platform/organisation';
import { resynced, signedOut } from '../../platform/signals';
import { answerFields, saveAnswer } from '../operations';
import type { Attempt, ServerAnswer } from './draft';
import { lastingDrafts, type Place } from './drafts-store';
import { Outbox, type OutboxEntry, type SendResult } from './outbox';

const store = lastingDrafts();
const opened = new Map<string, Outbox>();

/** Sends one attempt; whatever goes wrong is an outcome, never an error. */
export async function sendAttempt(
  client: ApolloClient,
  place: Place,
  attempt: Attempt,
): Promise<SendResult> {
  try {
    const { data } = await client.mutate({
      mutation: saveAnswer,
      context: { sentOnce: true },
      variables: {
        input: {
          operationId: attempt.operationId,
          partId: place.partId,
          questionKey: place.questionKey,
          siteId: place.siteId,
          onBehalfOf: place.onBehalfOf,
          contentHash: place.contentHash,
          writtenBy: place.person,
          baseVersion: attempt.baseVersion,
          state: attempt.words.state,
          value: attempt.words.state === 'value' ? attempt.words.value : null,
          comment: attempt.words.comment,
        },
      },
    });
    const result = data?.saveAnswer;
    if (!result) return { kind: 'unreachable', why: 'server' };
    if (result.__typename === 'AnswerSaved') {
      return { kind: 'saved', answer: serverAnswer(unmask(answerFields, result.answer)) };
    }
    if (result.__typename === 'AnswerConflict') {
      return { kind: 'conflict', theirs: serverAnswer(unmask(answerFields, result.current)) };
    }
    if (result.code === 'other_session') {
      // Another person signed in in another window: this page no longer speaks for its author.
      signedOut.emit();
      return { kind: 'unreachable', why: 'session' };
    }
    return { kind: 'refused', refusal: result };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'refused') {
      return failure.code === 'not_signed_in' || failure.code === 'not_a_member'
        ? { kind: 'unreachable', why: 'session' }
        : { kind: 'refused', refusal: failure };
    }
    if (failure.kind === 'invalid') return { kind: 'refused', refusal: { code: 'invalid_input' } };
    return { kind: 'unreachable', why: failure.kind === 'network' ? 'network' : 'server' };
  }
}

/** An answer as drafts compare it. */
export const serverAnswer = (answer: ServerAnswer): ServerAnswer => ({
  id: answer.id,
  state: answer.state,
  value: answer.value,
  comment: answer.comment,
  version: answer.version,
  authorName: answer.authorName,
  onBehalfOfName: answer.onBehalfOfName,
  updatedAt: answer.updatedAt,
  toConfirm: answer.toConfirm ?? false,
});

/** The outbox of the person signed in, in the organisation of the page; it outlives single pages. */
export function useOutbox(): Outbox {
  const client = useApolloClient();
  const { memberId: person, slug: organisation } = useMembership();
  return useMemo(() => {
    const key = `${organisation}/${person}`;
    const known = opened.get(key);
    if (known) return known;
    const outbox = new Outbox(
      { person, organisation },
      {
        store,
        send: (place, attempt) => sendAttempt(client, place, attempt),
        newOperationId,
        now: () => new Date(),
      },
    );
    opened.set(key, outbox);
    void outbox.open();
    return outbox;
  }, [client, person, organisation]);
}

/** Every question with words that are not on the server yet. */
export function usePendingDrafts(outbox: Outbox): readonly OutboxEntry[] {
  return useSyncExternalStore(outbox.subscribe, () => outbox.pending());
}

/**
 * Sends what waits when the network or the live connection is back, and what was typed last when the
 * person leaves the organisation's pages; then forgets the outbox, since another person may come.
 */
export function useFlushOnReturn(outbox: Outbox): void {
  useEffect(() => {
    const flush = (): void => void outbox.flush();
    window.addEventListener('online', flush);
    const stop = resynced.listen(flush);
    return () => {
      window.removeEventListener('online', flush);
      stop();
      flush();
      outbox.close();
      opened.delete(`${outbox.owner.organisation}/${outbox.owner.person}`);
    };
  }, [outbox]);
}

import type { ApolloClient } from '@apollo/client';
import type { AnswerState } from '@consilium/domain/answers';
import { unmask } from '../gql';
import { failureOf } from '../platform/failures';
import type { Attempt, Draft } from '../platform/keeper/draft';
import type { Kind, SendResult } from '../platform/keeper/kind';
import { notSent } from '../platform/keeper/not-sent';
import { signedOut } from '../platform/signals';
import { answerFields, saveAnswer } from './operations';
import { questionId } from './question-ids';

/** What a person wrote about one question. */
export interface Words {
  readonly state: AnswerState;
  readonly value: unknown;
  readonly comment: string;
}

/** An answer as the server holds it. */
export interface ServerAnswer extends Words {
  readonly id: string;
  readonly version: number;
  readonly authorName: string;
  readonly onBehalfOfName: string | null;
  readonly updatedAt: string;
  /** The question has changed since. */
  readonly toConfirm: boolean;
}

export type AnswerDraft = Draft<Words, ServerAnswer>;

/** Which question of which part is answered, for whom. */
export interface Place {
  readonly evaluationId: string;
  readonly partId: string;
  readonly questionKey: string;
  readonly siteId: string | null;
  /** Seat written for, when somebody else writes. */
  readonly onBehalfOf: string | null;
  /** Hash of the template the question was read in. */
  readonly contentHash: string;
  /** Member who writes. */
  readonly person: string;
  /** The question's words as they were read; what was kept before they were noted has none. */
  readonly asked?: string | undefined;
}

/** Whether two answers say the same. */
export const sameWords = (a: Words, b: Words): boolean =>
  a.state === b.state &&
  a.comment === b.comment &&
  (a.state !== 'value' || JSON.stringify(a.value) === JSON.stringify(b.value));

type ReadAnswer = Omit<ServerAnswer, 'toConfirm'> & { readonly toConfirm?: boolean };

/** An answer as drafts compare it. */
export const serverAnswer = (answer: ReadAnswer): ServerAnswer => ({
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

/** Sends one attempt; whatever goes wrong is an outcome, never an error. */
async function send(
  client: ApolloClient,
  place: Place,
  { operationId, baseVersion, words }: Attempt<Words>,
): Promise<SendResult<ServerAnswer>> {
  try {
    const { data } = await client.mutate({
      mutation: saveAnswer,
      context: { sentOnce: true },
      variables: {
        input: {
          operationId,
          partId: place.partId,
          questionKey: place.questionKey,
          siteId: place.siteId,
          onBehalfOf: place.onBehalfOf,
          contentHash: place.contentHash,
          writtenBy: place.person,
          baseVersion,
          state: words.state,
          value: words.state === 'value' ? words.value : null,
          comment: words.comment,
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
    return notSent(failureOf(error));
  }
}

/** Answers: each question of a part is saved by itself as it is typed. */
export const answerKind: Kind<Place, Words, ServerAnswer> = {
  name: 'answer',
  thing: ({ partId, questionKey, siteId }) => [partId, questionKey, siteId ?? ''].join('/'),
  same: sameWords,
  ready: () => true,
  send,
  text: ({ state, value, comment }) => {
    const said = typeof value === 'string' ? value : JSON.stringify(value);
    return [state === 'value' ? said : '', comment].filter(Boolean).join('\n\n');
  },
  line: ({ evaluationId, partId, questionKey, asked }) => ({
    label: 'kept.things.answer',
    name: asked ?? questionKey,
    path: `evaluations/${evaluationId}/answer?part=${partId}#${questionId(questionKey)}`,
  }),
};

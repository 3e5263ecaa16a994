import type { ApolloClient } from '@apollo/client';
import type { AbstentionReason } from '@consilium/domain/consensus';
import { failureOf } from '../platform/failures';
import type { Attempt, Draft } from '../platform/keeper/draft';
import type { Kind, SendResult } from '../platform/keeper/kind';
import { notSent } from '../platform/keeper/not-sent';
import { castRating, readSheet } from './operations';

/** What a member says about one statement. */
export interface RatingWords {
  readonly value: number | null;
  readonly abstention: AbstentionReason | null;
  readonly comment: string;
}

/** What the server has of it. */
export interface KnownRating extends RatingWords {
  readonly version: number;
  readonly castAt: string;
  /** An answer of the section changed since. */
  readonly toConfirm: boolean;
}

export type RatingDraft = Draft<RatingWords, KnownRating>;

/** Which statement of which round is rated. */
export interface RatingPlace {
  readonly evaluationId: string;
  readonly round: number;
  readonly roundId: string;
  readonly statement: string;
  /** Its words as they were read; what was kept before they were noted has none. */
  readonly asked?: string | undefined;
}

interface ReadRating {
  readonly value?: number | null;
  readonly abstention?: string | null;
  readonly comment: string;
  readonly version: number;
  readonly castAt: string;
  readonly toConfirm: boolean;
}

/** A rating as drafts compare it. */
export const knownRating = (read: ReadRating): KnownRating => ({
  value: read.value ?? null,
  abstention: (read.abstention ?? null) as AbstentionReason | null,
  comment: read.comment,
  version: read.version,
  castAt: read.castAt,
  toConfirm: read.toConfirm,
});

/** The person's own rating as the server has it now. */
async function ratingNow(
  client: ApolloClient,
  { evaluationId, round, statement }: RatingPlace,
): Promise<KnownRating | null> {
  const { data } = await client.query({
    query: readSheet,
    variables: { evaluationId, number: round },
    fetchPolicy: 'network-only',
  });
  const mine = data?.ratingSheet?.statements.find(({ key }) => key === statement)?.mine;
  return mine ? knownRating(mine) : null;
}

async function send(
  client: ApolloClient,
  place: RatingPlace,
  { operationId, baseVersion, words }: Attempt<RatingWords>,
): Promise<SendResult<KnownRating>> {
  const { roundId, statement } = place;
  const { value, abstention, comment } = words;
  try {
    const { data } = await client.mutate({
      mutation: castRating,
      context: { sentOnce: true },
      variables: {
        input: { operationId, roundId, statement, value, abstention, comment, baseVersion },
      },
    });
    const result = data?.castRating;
    if (!result) return { kind: 'unreachable', why: 'server' };
    if (result.__typename === 'RatingKept') {
      const { version, castAt } = result;
      const said = { value, abstention, comment: comment.trim() };
      return { kind: 'saved', answer: { ...said, version, castAt, toConfirm: false } };
    }
    if (result.code !== 'stale_version') return { kind: 'refused', refusal: result };
    const theirs = await ratingNow(client, place);
    return theirs ? { kind: 'conflict', theirs } : { kind: 'unreachable', why: 'server' };
  } catch (error) {
    return notSent(failureOf(error));
  }
}

const spoken = ({ value, abstention, comment }: RatingWords): string =>
  [value ?? abstention ?? '', comment].filter((part) => part !== '').join(' – ');

/** Ratings: each statement of a sheet is saved by itself once a value or an abstention is chosen. */
export const ratingKind: Kind<RatingPlace, RatingWords, KnownRating> = {
  name: 'rating',
  thing: ({ roundId, statement }) => `${roundId}/${statement}`,
  same: (a, b) =>
    a.value === b.value && a.abstention === b.abstention && a.comment.trim() === b.comment.trim(),
  ready: ({ value, abstention }) => value !== null || abstention !== null,
  send,
  text: spoken,
  line: ({ evaluationId, round, statement, asked }) => ({
    label: 'kept.things.rating',
    name: asked ?? statement,
    path: `evaluations/${evaluationId}/rounds/${round}`,
  }),
};

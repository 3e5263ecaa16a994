import type { Id } from '../kernel';
import type { CastVote } from './ratings';
import { resultOfVotes, type ResultOptions, type StatementResult } from './results';
import type { RatedStatement } from './second-round';

/** A rating that was kept, and did not count when the round closed. */
export interface LeftOut {
  readonly seat: Id;
  readonly statement: string;
}

/** One statement with and without the ratings of members whose link was found later. */
export interface Recomputed {
  readonly statement: string;
  readonly before: StatementResult;
  readonly after: StatementResult;
  /** Ratings and abstentions that counted at the closing and no longer do. */
  readonly excluded: number;
  readonly classChanged: boolean;
}

/**
 * Computes a closed round again without the ratings of members whose link was found since; the
 * ratings stay stored. What was is the result as it was stored, not a computation over ratings that
 * did not count then. Source: domain guide §9 (7).
 * @param votes every rating of the round
 * @param leftOut those of them that did not count at the closing
 * @param isOut whether the seat of a rating is recused from its statement by now
 */
export function recomputeWithout(
  stored: readonly RatedStatement[],
  { votes, leftOut }: { readonly votes: readonly CastVote[]; readonly leftOut: readonly LeftOut[] },
  isOut: (vote: CastVote) => boolean,
  options: Omit<ResultOptions, 'abstentions'> = {},
): Recomputed[] {
  const counted = votes.filter(
    ({ seat, statement }) =>
      !leftOut.some((one) => one.seat === seat && one.statement === statement),
  );
  return stored.flatMap(({ statement, result: before }) => {
    const all = counted.filter((vote) => vote.statement === statement);
    const remaining = all.filter((vote) => !isOut(vote));
    if (remaining.length === all.length) return [];
    const after = resultOfVotes(remaining, options);
    return {
      statement,
      before,
      after,
      excluded: all.length - remaining.length,
      classChanged: before.class !== after.class,
    };
  });
}

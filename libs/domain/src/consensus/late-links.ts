import type { Id } from '../kernel';
import type { CastVote } from './ratings';
import { resultOfVotes, type ResultOptions, type StatementResult } from './results';

/** One statement with and without the ratings of members whose link was found later. */
export interface Recomputed {
  readonly statement: string;
  readonly before: StatementResult;
  readonly after: StatementResult;
  readonly classChanged: boolean;
}

/**
 * Computes a closed round again without some members' ratings, which stay stored and flagged. The
 * opinion is reopened where a class changes. Source: domain guide §9 (7).
 */
export function recomputeWithout(
  votes: readonly CastVote[],
  seats: readonly Id[],
  options: Omit<ResultOptions, 'abstentions'> = {},
): Recomputed[] {
  const touched = new Set(
    votes.filter(({ seat }) => seats.includes(seat)).map(({ statement }) => statement),
  );
  return [...touched].sort().map((statement) => {
    const all = votes.filter((vote) => vote.statement === statement);
    const before = resultOfVotes(all, options);
    const after = resultOfVotes(
      all.filter(({ seat }) => !seats.includes(seat)),
      options,
    );
    return { statement, before, after, classChanged: before.class !== after.class };
  });
}

/** Whether the opinion must be opened again. */
export const reopensOpinion = (recomputed: readonly Recomputed[]): boolean =>
  recomputed.some(({ classChanged }) => classChanged);

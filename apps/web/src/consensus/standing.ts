import { spreadOf } from '@consilium/ui';
import type { ReadConsensusQuery } from '../gql/graphql';

export type ConsensusPage = NonNullable<ReadConsensusQuery['consensus']>;
export type ClosedRound = ConsensusPage['rounds'][number];
export type StoredStatement = ClosedRound['results']['statements'][number];
export type StatementResult = StoredStatement['result'];

/** One statement with its result in each closed round that took it up, the latest last. */
export interface Standing {
  readonly key: string;
  readonly text: ConsensusPage['statements'][number]['text'];
  /** Its place in the template, from 1. */
  readonly number: number;
  readonly rounds: readonly { readonly round: ClosedRound; readonly stored: StoredStatement }[];
  /** What stands: the latest round in which it was rated. */
  readonly round: ClosedRound;
  readonly stored: StoredStatement;
}

/** What stands for each statement once all closed rounds are taken together. */
export function standingsOf({ statements, rounds }: ConsensusPage): Standing[] {
  return statements.flatMap(({ key, text }, index) => {
    const own = rounds.flatMap((round) => {
      const stored = round.results.statements.find(({ statement }) => statement === key);
      return stored ? [{ round, stored }] : [];
    });
    const last = own.at(-1);
    return last ? [{ key, text, number: index + 1, rounds: own, ...last }] : [];
  });
}

export const sortOrders = ['template', 'disagreement', 'median'] as const;
export type SortOrder = (typeof sortOrders)[number];

const weights: Readonly<Record<string, number>> = { disagreement: 3, uncertain: 2, unrated: 1 };

/** How far a panel is from agreeing: what a second round would take up first, then the wider spread. */
function distance({ stored: { rateAgain, result } }: Standing): readonly [number, number, number] {
  const { min, max } = spreadOf(result.distribution);
  const range = min === null || max === null ? 0 : max - min;
  return [weights[rateAgain ?? ''] ?? 0, result.ipr ?? range, range];
}

function byDisagreement(one: Standing, other: Standing): number {
  const a = distance(one);
  const b = distance(other);
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2] || one.number - other.number;
}

/** Lowest median first; what nobody rated stands last. */
function byMedian(one: Standing, other: Standing): number {
  const a = one.stored.result.median ?? 10;
  const b = other.stored.result.median ?? 10;
  return a - b || one.number - other.number;
}

export function sorted(standings: readonly Standing[], order: SortOrder): readonly Standing[] {
  if (order === 'template') return standings;
  return standings.toSorted(order === 'disagreement' ? byDisagreement : byMedian);
}

/** The single ratings behind a distribution, ascending. */
export const ratingsOf = (distribution: readonly number[]): number[] =>
  distribution.flatMap((count, index) => Array<number>(count).fill(index + 1));

import type { CastVote, Distribution } from './ratings';
import type { StatementResult } from './results';

export interface RatedStatement {
  readonly statement: string;
  readonly result: StatementResult;
}

export type SecondRoundReason = 'disagreement' | 'uncertain' | 'unrated' | 'withheld';

const total = (distribution: Distribution, from: number, to: number): number =>
  distribution.slice(from - 1, to).reduce((sum, count) => sum + count, 0);

/**
 * Why a statement would be rated again, or null. Where the panel is too small for a class, ratings
 * in both extreme zones count as disagreement and a median between them as uncertain.
 */
export function reasonToRateAgain(result: StatementResult): SecondRoundReason | null {
  if (result.median === null) return 'unrated';
  if (result.disagreement) return 'disagreement';
  if (result.class !== null) return result.class === 'uncertain' ? 'uncertain' : null;
  if (total(result.distribution, 1, 3) > 0 && total(result.distribution, 7, 9) > 0) {
    return 'disagreement';
  }
  return result.median > 3 && result.median < 7 ? 'uncertain' : null;
}

/** Statements of a closed round that a second one takes up; no others. Source: domain guide §5, R2. */
export const statementsForSecondRound = (
  results: readonly RatedStatement[],
): { statement: string; reason: SecondRoundReason }[] =>
  results.flatMap(({ statement, result }) => {
    const reason = reasonToRateAgain(result);
    return reason === null ? [] : [{ statement, reason }];
  });

/** A closed round as far as rating again goes. */
export interface RatedRound {
  readonly statements: readonly RatedStatement[];
  /** Statements whose figures are told nobody any more. */
  readonly withheld: readonly string[];
}

/**
 * Statements that the next round takes up: those of the last one that `statementsForSecondRound`
 * names, and every one withheld that no later round has given figures for.
 * @param rounds closed ones, in their order
 */
export function statementsToRateAgain(
  rounds: readonly RatedRound[],
): { statement: string; reason: SecondRoundReason }[] {
  const told = ({ statements, withheld }: RatedRound) =>
    statements.filter(({ statement }) => !withheld.includes(statement));
  const last = rounds.at(-1);
  const withheld = rounds.flatMap((round, index) =>
    round.withheld.filter(
      (key) =>
        !rounds
          .slice(index + 1)
          .some((later) => told(later).some(({ statement }) => statement === key)),
    ),
  );
  return [
    ...(last ? statementsForSecondRound(told(last)) : []).filter(
      ({ statement }) => !withheld.includes(statement),
    ),
    ...[...new Set(withheld)].map((statement) => ({ statement, reason: 'withheld' as const })),
  ];
}

/** How a statement moved from one round to the next. */
export interface Movement {
  readonly statement: string;
  readonly medianBefore: number | null;
  readonly medianAfter: number | null;
  /** Interpercentile ranges; a smaller one is a panel that came together. */
  readonly iprBefore: number | null;
  readonly iprAfter: number | null;
  readonly classBefore: StatementResult['class'];
  readonly classAfter: StatementResult['class'];
  readonly classChanged: boolean;
  /** Members who rated in both rounds, by what they did. */
  readonly raised: number;
  readonly lowered: number;
  readonly kept: number;
  /** Members who rated in one of the two rounds only. */
  readonly joined: number;
  readonly left: number;
}

/** Compares one statement in two closed rounds; counts only, no names. */
export function movementOf(
  statement: string,
  before: { readonly result: StatementResult; readonly votes: readonly CastVote[] },
  after: { readonly result: StatementResult; readonly votes: readonly CastVote[] },
): Movement {
  const valuesOf = (votes: readonly CastVote[]) =>
    new Map(
      votes.flatMap(({ seat, statement: key, vote }) =>
        key === statement && vote.kind === 'rating' ? [[seat, vote.value] as const] : [],
      ),
    );
  const first = valuesOf(before.votes);
  const second = valuesOf(after.votes);
  const moves = [...second].flatMap(([seat, value]) => {
    const earlier = first.get(seat);
    return earlier === undefined ? [] : [value - earlier];
  });
  return {
    statement,
    medianBefore: before.result.median,
    medianAfter: after.result.median,
    iprBefore: before.result.ipr,
    iprAfter: after.result.ipr,
    classBefore: before.result.class,
    classAfter: after.result.class,
    classChanged: before.result.class !== after.result.class,
    raised: moves.filter((move) => move > 0).length,
    lowered: moves.filter((move) => move < 0).length,
    kept: moves.filter((move) => move === 0).length,
    joined: second.size - moves.length,
    left: first.size - moves.length,
  };
}

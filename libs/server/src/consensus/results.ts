import {
  recomputeWithout,
  type Attribution,
  type CastVote,
  type ClassifyingMethod,
  type LeftOut,
  type Movement,
  type RatedRound,
  type Recomputed,
  type ResultParameters,
  type SecondRoundReason,
  type StatementResult,
} from '@consilium/domain/consensus';
import { isRecused } from '@consilium/domain/evaluations';
import type { PanelMember } from './panel';

/** One statement of a closed round, as stored. */
export interface StoredStatement {
  readonly statement: string;
  readonly section: string;
  readonly result: StatementResult;
  /** Invited members who neither rated nor abstained. */
  readonly missing: number;
  /** Why a second round would take it up; null when it would not. */
  readonly rateAgain: SecondRoundReason | null;
  /** Against the round before in which it was rated; null in a first one. */
  readonly movement: Movement | null;
}

/**
 * Everything a closed round shows: method, parameters, raw distributions, and results overall and by
 * profession. Stored as computed, so that a later version of the product reads what was shown.
 */
export interface RoundResults {
  readonly schema: 1;
  readonly method: ClassifyingMethod;
  readonly parameters: ResultParameters;
  readonly attribution: Attribution;
  /** The electorate without those recused, and those of it who rated or abstained at least once. */
  readonly invited: number;
  readonly participated: number;
  readonly statements: readonly StoredStatement[];
  /** Ratings kept that did not count, their members being recused. Never shown. */
  readonly leftOut?: readonly LeftOut[];
}

/** Closed rounds as far as rating again goes. */
export const ratedIn = (
  rounds: readonly {
    readonly results: RoundResults | null;
    readonly withheld: readonly string[];
  }[],
): RatedRound[] =>
  rounds.flatMap(({ results, withheld }) =>
    results ? [{ statements: results.statements, withheld }] : [],
  );

/** Statements of a closed round whose result is another without members recused since. */
export function recomputedIn(
  results: RoundResults,
  votes: readonly CastVote[],
  panel: readonly PanelMember[],
): Recomputed[] {
  const seats = new Map(panel.map((member) => [member.seat, member]));
  const sections = new Map(
    results.statements.map(({ statement, section }) => [statement, section]),
  );
  return recomputeWithout(
    results.statements,
    { votes, leftOut: results.leftOut ?? [] },
    ({ seat, statement }) => {
      const member = seats.get(seat);
      return member !== undefined && isRecused(member, sections.get(statement));
    },
    results,
  );
}

import type {
  Attribution,
  ClassifyingMethod,
  Movement,
  ResultParameters,
  SecondRoundReason,
  StatementResult,
} from '@consilium/domain/consensus';

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
  /** Members the round waited for, and those of them who rated or abstained at least once. */
  readonly invited: number;
  readonly participated: number;
  readonly statements: readonly StoredStatement[];
}

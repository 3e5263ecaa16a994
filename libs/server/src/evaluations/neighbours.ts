import type { AnswerRole } from '@consilium/domain/access';
import type { ScopeAnswers } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction, WriteTransaction } from '../platform/database';
import type { GuardProvider } from './guard-facts';
import type { ProgressKeeper } from './progress-keeper';

/**
 * What this room needs of rooms further right, which it must not know: they are named where the
 * services are put together.
 */
export interface Neighbours {
  /** What each room, this one first, tells the guards of the transition table. */
  readonly guards: readonly GuardProvider[];
  readonly progress: ProgressKeeper;
  /** Prepares a new file for answers. */
  openAnswers(tx: WriteTransaction, evaluationId: Id): Promise<void>;
  /** Answer roles to which some part or document of the file is reserved. */
  reservedRoles(tx: ReadTransaction, evaluationId: Id): Promise<readonly AnswerRole[]>;
  /** A round or a vote is open in the file, or in any file of the organisation when none is named. */
  judging(tx: ReadTransaction, evaluationId: Id | null): Promise<boolean>;
  /** The seat has rated in the open round, or voted in the open vote. */
  hasSpoken(tx: ReadTransaction, seatId: Id): Promise<boolean>;
  /** Shared answers for the whole organisation to the questions named. */
  answersTo(
    tx: ReadTransaction,
    evaluationId: Id,
    questionKeys: readonly string[],
  ): Promise<ScopeAnswers>;
}

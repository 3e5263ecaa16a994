import type { AnswerRole } from '@consilium/domain/access';
import type { Recusal, ScopeAnswers } from '@consilium/domain/evaluations';
import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction, WriteTransaction } from '../platform/database';
import type { GuardProvider, WarningProvider } from './guard-facts';
import type { ProgressKeeper } from './progress-keeper';

/** A recusal that takes a member off more than before. */
export interface WiderRecusal {
  readonly seatId: Id;
  /** Everything, or the sections that are new. */
  readonly recusal: Recusal;
  /** Nobody was free to confirm: the rounds in which the member rated fall whole. */
  readonly unconfirmed: boolean;
}

/**
 * What this room needs of rooms further right, which it must not know: they are named where the
 * services are put together.
 */
export interface Neighbours {
  /** What each room, this one first, tells the guards of the transition table. */
  readonly guards: readonly GuardProvider[];
  /** What each room, this one first, has to say before a move to one reader. */
  readonly warnings: readonly WarningProvider[];
  readonly progress: ProgressKeeper;
  /**
   * Follows a recusal into the rooms further right: figures that would single out a rater, votes,
   * proxies, and what the member took part in.
   * @returns whether an adopted opinion has to go back to the committee
   */
  followRecusal(
    tx: WriteTransaction,
    evaluationId: Id,
    wider: WiderRecusal,
  ): Promise<{ readonly opinionReturns: boolean }>;
  /** Whether the member's ratings count in an anonymous round that has closed. */
  ratedAnonymously(tx: ReadTransaction, evaluationId: Id, seatId: Id): Promise<boolean>;
  /** Prepares a new file for answers. */
  openAnswers(tx: WriteTransaction, evaluationId: Id): Promise<void>;
  /** Answer roles to which some part or document of the file is reserved. */
  reservedRoles(tx: ReadTransaction, evaluationId: Id): Promise<readonly AnswerRole[]>;
  /** A round or a vote is open in the file, or in any file of the organisation when none is named. */
  judging(tx: ReadTransaction, evaluationId: Id | null): Promise<boolean>;
  /** The seat has rated in the open round, or voted in the open vote. */
  hasSpoken(tx: ReadTransaction, seatId: Id): Promise<boolean>;
  /** Open threads that waited for a seat which ends wait for nobody in particular. */
  freeThreads(tx: WriteTransaction, evaluationId: Id, seatId: Id): Promise<void>;
  /** Shared answers for the whole organisation to the questions named. */
  answersTo(
    tx: ReadTransaction,
    evaluationId: Id,
    questionKeys: readonly string[],
  ): Promise<ScopeAnswers>;
}

import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction, WriteTransaction } from '../platform/database';
import type { ProgressView } from './evaluations.queries';

/**
 * Keeps the counts beside an evaluation. The room of answers knows how to count; this room says when
 * what is counted has changed: parts were added, a device's profile opens other questions.
 */
export interface ProgressKeeper {
  settle(tx: WriteTransaction, evaluationId: Id): Promise<void>;
  /** The counts kept beside files, as the reader could count them herself. */
  asRead<Row extends { readonly id: Id; readonly progress: ProgressView }>(
    tx: ReadTransaction,
    rows: readonly Row[],
  ): Promise<Row[]>;
}

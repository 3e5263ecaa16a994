import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/**
 * Keeps the counts beside an evaluation. The room of answers knows how to count; this room says when
 * what is counted has changed: parts were added, a device's profile opens other questions.
 */
export interface ProgressKeeper {
  settle(tx: WriteTransaction, evaluationId: Id): Promise<void>;
}

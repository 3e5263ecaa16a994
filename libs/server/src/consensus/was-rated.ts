import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';

/** Whether a round was ever opened in a file: its words are then those that were rated. */
export async function wasRated(tx: ReadTransaction, evaluationId: Id): Promise<boolean> {
  const [row] = await tx.rows<{ rated: boolean }>(
    'select exists (select 1 from round where evaluation_id = $1) as rated',
    [evaluationId],
  );
  return row?.rated === true;
}

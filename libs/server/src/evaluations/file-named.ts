import { refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';

/**
 * A refusal with the number of the file it is about, a practice file's title: whoever acts on many files
 * at once has to know which.
 */
export async function namingFile(
  tx: ReadTransaction,
  evaluationId: Id,
  { code, details }: Refusal,
): Promise<Refusal> {
  const [named] = await tx.rows<{ file: string }>(
    'select case when practice then title else reference end as file from evaluation where id = $1',
    [evaluationId],
  );
  return refuse(code, { ...details, file: named?.file ?? '' });
}

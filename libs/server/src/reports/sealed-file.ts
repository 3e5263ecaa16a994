import type { Id } from '@consilium/domain/kernel';
import {
  entriesOf,
  fileFrom,
  headerOf,
  hiddenEntries,
  readableSchemas,
  readSnapshot,
  saltedList,
  wholeFile,
  type EvaluationSnapshot,
  type SealAlgorithm,
  type SealEntry,
  type SealHeader,
} from '@consilium/domain/reports';
import type { ReadTransaction } from '../platform/database';
import {
  openSeal,
  SealBroken,
  sealIsNamed,
  type KeptSeal,
  type OpenedSeal,
  type ToSeal,
} from '../platform/seals';

/** The file as it is sealed, beside the last link of the chain of events at that moment. */
export async function takenApart(
  tx: ReadTransaction,
  snapshot: EvaluationSnapshot,
): Promise<ToSeal> {
  const [chain] = await tx.rows<{ n: string; digest: string }>(
    'select n, digest from chain_link order by n desc limit 1',
  );
  return {
    header: headerOf(snapshot, chain ?? null),
    entries: entriesOf(snapshot),
    hidden: hiddenEntries(snapshot).size,
  };
}

/** A file read from its seal. */
export interface SealedFile {
  readonly kept: KeptSeal;
  readonly opened: OpenedSeal;
  readonly hashAlg: SealAlgorithm;
  readonly snapshot: EvaluationSnapshot;
}

/**
 * The file that a seal holds, in the current shape, whichever it was sealed in.
 * @throws SealBroken when the bytes are not those that were hashed.
 */
export function readSeal(kept: KeptSeal): SealedFile {
  const opened = openSeal(kept);
  if (opened.hashAlg === 'sha256') {
    return { kept, opened, hashAlg: wholeFile, snapshot: readSnapshot(opened.content) };
  }
  const file = fileFrom(opened.header as SealHeader, opened.entries as readonly SealEntry[]);
  return { kept, opened, hashAlg: saltedList, snapshot: readSnapshot(file) };
}

/** The newest seal of a file while it is sealed, read and compared with the event of its sealing. */
export async function standingSeal(
  tx: ReadTransaction,
  evaluationId: Id,
): Promise<SealedFile | null> {
  const [row] = await tx.rows<KeptSeal & { named: boolean } & Record<string, unknown>>(
    `select z.hash, z.hash_alg as "hashAlg", z.canonical, z.entries, ${sealIsNamed('z')} as named
       from snapshot z
       join evaluation e on e.organisation_id = z.organisation_id and e.id = z.evaluation_id
      where e.id = $1 and e.sealed
        and coalesce(z.content -> 'header' ->> 'schema', z.content ->> 'schema') = any($2)
      order by z.sealed_at desc, z.id desc limit 1`,
    [evaluationId, readableSchemas],
  );
  if (!row) return null;
  if (!row.named) throw new SealBroken('no event of the file names it');
  return readSeal(row);
}

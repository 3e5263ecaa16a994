import type { Id } from '@consilium/domain/kernel';
import { evidenceAmong, type EvidenceView } from '../evidence';
import type { ReadTransaction } from '../platform/database';
import type { OpinionRecord } from './judgement';

/** A document that goes with a step taken about a condition, as one reader may have it. */
export interface ProofView {
  readonly documentId: Id;
  /** Null where it is reserved to others, or no longer filed here. */
  readonly title: string | null;
  /** The version examined here; null where its content may not be had, or is gone. */
  readonly file: { readonly id: Id; readonly name: string; readonly size: number } | null;
}

/** Gives the documents of the steps of one condition. */
export type ProofsOf = (documents: readonly Id[]) => ProofView[];

/** The documents that show conditions met, as the reader is cleared for them. One statement, or none. */
export async function loadProofs(
  tx: ReadTransaction,
  evaluationId: Id,
  opinions: readonly OpinionRecord[],
): Promise<ProofsOf> {
  const named = opinions.flatMap(({ conditions }) =>
    conditions.flatMap(({ steps }) => steps.flatMap(({ documents }) => documents)),
  );
  const found = new Map(
    (await evidenceAmong(tx, evaluationId, named)).map((one) => [one.documentId, one]),
  );
  return (documents) => documents.map((id) => proofOf(id, found.get(id)));
}

function proofOf(documentId: Id, known: EvidenceView | undefined): ProofView {
  const version = known?.versions.find(({ number }) => number === known.versionNumber);
  return {
    documentId,
    title: known?.title ?? null,
    file:
      version && known?.purgedAt === null
        ? { id: version.file.id, name: version.file.name, size: version.file.size }
        : null,
  };
}

import type { Filing } from '@consilium/domain/evidence';
import type { Id } from '@consilium/domain/kernel';
import type { EventDraft, UnitOfWork, WriteTransaction } from '../platform/database';
import { seatOf } from './filing';

/** One evaluation in which a document is filed, at the version examined there. */
export interface FiledIn extends Filing {
  readonly id: Id;
  readonly evaluationId: Id;
  readonly versionNumber: number;
}

/**
 * Every filing of a document, with the actor's facts in each. The document and the evaluations stay
 * locked: meanwhile nobody files it anew or seals a file.
 */
export async function filingsOf(
  unitOfWork: UnitOfWork,
  tx: WriteTransaction,
  documentId: Id,
): Promise<FiledIn[]> {
  await tx.rows('select 1 from document where id = $1 for update', [documentId]);
  const rows = await tx.rows<{
    id: Id;
    evaluationId: Id;
    versionNumber: number;
    draft: boolean;
  }>(
    `select s.id, s.evaluation_id as "evaluationId", s.version_number as "versionNumber",
       e.phase = 'draft' as draft
     from filed_document s
     join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
     where s.document_id = $1 order by s.id for share of e`,
    [documentId],
  );
  const filings: FiledIn[] = [];
  for (const row of rows) {
    const known = await unitOfWork.factsFor(tx, { kind: 'filed_document', id: row.id });
    filings.push({ ...row, facts: known?.facts ?? null, subject: known?.subject ?? {} });
  }
  return filings;
}

/** Records what was done to a document in each evaluation in which it is filed, and tells each. */
export function recordInAll(
  tx: WriteTransaction,
  filings: readonly FiledIn[],
  documentId: Id,
  event: Pick<EventDraft, 'type' | 'data' | 'content'>,
): void {
  for (const { id, evaluationId, facts } of filings) {
    tx.record({
      ...event,
      subject: { kind: 'document', id: documentId },
      evaluationId,
      seatId: facts && seatOf(facts),
      data: { ...event.data, filedDocumentId: id },
    });
    tx.signal({ topic: 'evidence.changed', evaluationId, id, documentId });
  }
}

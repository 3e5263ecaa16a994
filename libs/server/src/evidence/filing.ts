import type { Facts } from '@consilium/domain/access';
import type { DocumentDates } from '@consilium/domain/evidence';
import { isId, refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/** The seat a write is attributed to; null for who has none in the file. */
export const seatOf = (facts: Facts): Id | null => facts.seats[0]?.id ?? null;

/** Makes sure that the file is the actor's own and not yet part of a document. */
export async function takeFile(tx: WriteTransaction, fileId: Id): Promise<Refusal | null> {
  if (!isId(fileId)) return refuse('file_gone');
  const [own] = await tx.rows(
    `select 1 from stored_file f where f.id = $1 and f.uploaded_by = $2 and f.purged_at is null
       for update of f`,
    [fileId, tx.actor.principal.id],
  );
  if (!own) return refuse('file_gone');
  // Asked after the lock: somebody may have taken it while this waited.
  const taken = await tx.rows('select 1 from document_version where file_id = $1', [fileId]);
  return taken.length === 0 ? null : refuse('file_gone');
}

/** Writes the row that makes a file a version of a document. */
export async function addVersionRow(
  tx: WriteTransaction,
  documentId: Id,
  number: number,
  fileId: Id,
  dates: DocumentDates,
): Promise<void> {
  await tx.rows(
    `insert into document_version (organisation_id, id, document_id, number, file_id,
       document_date, valid_until, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.actor.organisationId,
      tx.newId(),
      documentId,
      number,
      fileId,
      dates.documentDate,
      dates.validUntil,
      tx.actor.principal.id,
      tx.now,
    ],
  );
}

/** The filing of a document in an evaluation, made when it was not filed yet. */
export async function fileDocument(
  tx: WriteTransaction,
  evaluationId: Id,
  documentId: Id,
  versionNumber: number,
  facts: Facts,
): Promise<Id> {
  const [filed] = await tx.rows<{ id: Id }>(
    `insert into filed_document as s (organisation_id, id, evaluation_id, document_id,
       version_number, filed_by_seat, filed_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organisation_id, evaluation_id, document_id)
       do update set version_number = s.version_number
     returning s.id`,
    [
      tx.actor.organisationId,
      tx.newId(),
      evaluationId,
      documentId,
      versionNumber,
      seatOf(facts),
      tx.now,
    ],
  );
  if (!filed) throw new Error('a document was neither filed nor found');
  return filed.id;
}

/** Links a filed document to questions; what is linked already stays as it is. */
export async function linkToQuestions(
  tx: WriteTransaction,
  evaluationId: Id,
  filedDocumentId: Id,
  sections: ReadonlyMap<string, string>,
  facts: Facts,
): Promise<void> {
  if (sections.size === 0) return;
  const rows = [...sections].map(([key, section]) => ({ id: tx.newId(), key, section }));
  await tx.rows(
    `insert into evidence_link (organisation_id, id, filed_document_id, evaluation_id, question_key,
       section_key, linked_by_seat, linked_at)
     select $1, l.id, $2, $3, l.key, l.section, $4, $5
       from jsonb_to_recordset($6::jsonb) as l(id uuid, key text, section text)
     on conflict (organisation_id, filed_document_id, question_key) do nothing`,
    [
      tx.actor.organisationId,
      filedDocumentId,
      evaluationId,
      seatOf(facts),
      tx.now,
      JSON.stringify(rows),
    ],
  );
}

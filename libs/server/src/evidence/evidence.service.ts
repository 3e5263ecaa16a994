import { decide, type Facts, type Subject } from '@consilium/domain/access';
import {
  maxQuestionsPerDocument,
  checkFilings,
  maxTitleLength,
  checkDates,
  parseDates,
  parseDetails,
  type DocumentDates,
} from '@consilium/domain/evidence';
import { isRefusal, parseText, refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import {
  todayIn,
  type Actor,
  type Outcome,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { contentOf } from '../platform/events';
import type { TemplateLibrary } from '../templates';
import { libraryDocument } from './evidence.queries';
import { addVersionRow, fileDocument, linkToQuestions, seatOf, takeFile } from './filing';
import { filingsOf, recordInAll } from './filings';
import type { FilesService } from './files.service';
import { vouchedDocument } from './vouched';

interface FiledRow extends Record<string, unknown> {
  id: Id;
  document_id: Id;
  version_number: number;
  purged: boolean;
}

/** What a person states about a document; everything is checked here. */
export interface DocumentInput extends DocumentDates {
  readonly title: string;
  readonly kind: string;
  readonly clearance: { readonly level: string; readonly roles?: readonly string[] };
}

/** Names what a write concerned; the caller reads the rest as the actor may see it. */
export interface Filed {
  readonly evaluationId: Id;
  readonly filedDocumentId: Id;
}

const maxReason = 2_000;

/** What people do with documents. Results hold identifiers only: they are kept for replays. */
export class EvidenceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
    private readonly files: FilesService,
  ) {}

  /** Makes a document of a file the actor uploaded, and files it in an evaluation. */
  async addDocument(
    actor: Actor,
    input: DocumentInput & {
      readonly operationId: Id;
      readonly evaluationId: Id;
      readonly fileId: Id;
      readonly questionKeys: readonly string[];
      /** Shows that a condition of the adopted opinion is met; filed under no question. */
      readonly asProof?: boolean;
    },
  ): Promise<Outcome<Filed>> {
    const details = parseDetails(input);
    if (isRefusal(details)) return details;
    const dates = parseDates(input);
    if (isRefusal(dates)) return dates;
    if (input.questionKeys.length > maxQuestionsPerDocument) return refuse('invalid_input');
    return this.unitOfWork.act(
      actor,
      input.asProof ? 'evidence.prove' : 'evidence.add',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        if (input.asProof && input.questionKeys.length > 0) return refuse('invalid_input');
        const wrongDay = checkDates(dates, await todayIn(tx));
        if (wrongDay) return wrongDay;
        const sections = await this.sectionsOf(tx, evaluationId, facts, input.questionKeys);
        if (isRefusal(sections)) return sections;
        const taken = await takeFile(tx, input.fileId);
        if (taken) return taken;
        const documentId = tx.newId();
        await tx.rows(
          `insert into document (organisation_id, id, title, kind, clearance, author_id, versions,
             revision, created_at, practice) values ($1, $2, $3, $4, $5::jsonb, $6, 1, 1, $7, $8)`,
          [
            actor.organisationId,
            documentId,
            details.title,
            details.kind,
            JSON.stringify(details.clearance),
            actor.principal.id,
            tx.now,
            facts.practice,
          ],
        );
        await addVersionRow(tx, documentId, 1, input.fileId, dates);
        const filedDocumentId = await fileDocument(tx, evaluationId, documentId, 1, facts);
        await linkToQuestions(tx, evaluationId, filedDocumentId, sections, facts);
        tx.record({
          type: 'document.added',
          subject: { kind: 'document', id: documentId },
          seatId: seatOf(facts),
          data: { filedDocumentId, fileId: input.fileId, questionKeys: [...sections.keys()] },
          content: await contentOf(tx, vouchedDocument, documentId),
        });
        tx.signal({ topic: 'evidence.changed', id: filedDocumentId, documentId });
        return { evaluationId, filedDocumentId };
      },
    );
  }

  /**
   * Files a document of the library in an evaluation and, with a question key, links it to that
   * question. What is linked already stays as it is.
   */
  async linkEvidence(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly evaluationId: Id;
      readonly documentId: Id;
      readonly questionKey: string | null;
    },
  ): Promise<Outcome<Filed>> {
    return this.unitOfWork.act(
      actor,
      'evidence.add',
      { kind: 'evaluation', id: input.evaluationId },
      { operationId: input.operationId },
      async (tx, { evaluationId, facts }) => {
        const keys = input.questionKey === null ? [] : [input.questionKey];
        const sections = await this.sectionsOf(tx, evaluationId, facts, keys);
        if (isRefusal(sections)) return sections;
        const known = await libraryDocument(tx, input.documentId);
        if (!known) return refuse('not_found');
        if (known.purged) return refuse('document_purged');
        if (known.practice !== facts.practice) return refuse('practice_apart');
        const filedDocumentId = await fileDocument(
          tx,
          evaluationId,
          input.documentId,
          known.versions,
          facts,
        );
        await linkToQuestions(tx, evaluationId, filedDocumentId, sections, facts);
        tx.record({
          type: 'evidence.linked',
          subject: { kind: 'document', id: input.documentId },
          seatId: seatOf(facts),
          data: { filedDocumentId, questionKeys: keys },
        });
        const { documentId } = input;
        tx.signal({ topic: 'evidence.changed', id: filedDocumentId, documentId });
        return { evaluationId, filedDocumentId };
      },
    );
  }

  /** Takes a document off one question; it stays filed. By who linked it, or the coordinator. */
  async unlinkEvidence(
    actor: Actor,
    input: { readonly operationId: Id; readonly linkId: Id },
  ): Promise<Outcome<Filed>> {
    return this.unitOfWork.act(
      actor,
      'evidence.edit',
      { kind: 'evidence_link', id: input.linkId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const [removed] = await tx.rows<{
          filed_document_id: Id;
          question_key: string;
          document_id: Id;
        }>(
          `delete from evidence_link l using filed_document s
            where l.id = $1 and s.organisation_id = l.organisation_id and s.id = l.filed_document_id
            returning l.filed_document_id, l.question_key, s.document_id`,
          [input.linkId],
        );
        if (!removed) return refuse('not_found');
        const filedDocumentId = removed.filed_document_id;
        tx.record({
          type: 'evidence.unlinked',
          subject: { kind: 'filed_document', id: filedDocumentId },
          seatId: seatOf(facts),
          data: { questionKey: removed.question_key },
        });
        tx.signal({
          topic: 'evidence.changed',
          id: filedDocumentId,
          documentId: removed.document_id,
        });
        return { evaluationId, filedDocumentId };
      },
    );
  }

  /** Takes a document out of an evaluation, with its links; the library keeps it. */
  async unfileDocument(
    actor: Actor,
    input: { readonly operationId: Id; readonly filedDocumentId: Id },
  ): Promise<Outcome<Filed>> {
    return this.onFiled(actor, 'evidence.edit', input, async (tx, filed, facts) => {
      await tx.rows('delete from evidence_link where filed_document_id = $1', [filed.id]);
      await tx.rows('delete from filed_document where id = $1', [filed.id]);
      tx.record({
        type: 'document.unfiled',
        subject: { kind: 'document', id: filed.document_id },
        seatId: seatOf(facts),
        data: { filedDocumentId: filed.id },
      });
      return null;
    });
  }

  /**
   * Changes what is stated about a document and the days of the version examined here. Refused where
   * another file in which it is filed is closed to the actor for such a change.
   */
  async editDocument(
    actor: Actor,
    input: DocumentInput & {
      readonly operationId: Id;
      readonly filedDocumentId: Id;
      /** Revision the person was looking at. */
      readonly baseRevision: number;
    },
  ): Promise<Outcome<Filed>> {
    const details = parseDetails(input);
    if (isRefusal(details)) return details;
    const dates = parseDates(input);
    if (isRefusal(dates)) return dates;
    return this.onFiled(actor, 'evidence.edit', input, async (tx, filed) => {
      const wrongDay = checkDates(dates, await todayIn(tx));
      if (wrongDay) return wrongDay;
      const filings = await filingsOf(this.unitOfWork, tx, filed.document_id);
      const [stated] = await tx.rows<{ same: boolean }>(
        `select title = $2 and kind = $3 and clearance = $4::jsonb as same from document
          where id = $1`,
        [filed.document_id, details.title, details.kind, JSON.stringify(details.clearance)],
      );
      // The days stand on the version examined; the rest is the document itself, wherever it is filed.
      const touched = stated?.same
        ? filings.filter(({ versionNumber }) => versionNumber === filed.version_number)
        : filings;
      const refusal = checkFilings('evidence.edit', touched);
      if (refusal) return refusal;
      const changed = await tx.rows(
        `update document set title = $3, kind = $4, clearance = $5::jsonb, revision = revision + 1
          where id = $1 and revision = $2 returning id`,
        [
          filed.document_id,
          input.baseRevision,
          details.title,
          details.kind,
          JSON.stringify(details.clearance),
        ],
      );
      if (changed.length === 0) return refuse('stale_version');
      await tx.rows(
        `update document_version set document_date = $3, valid_until = $4
          where document_id = $1 and number = $2`,
        [filed.document_id, filed.version_number, dates.documentDate, dates.validUntil],
      );
      recordInAll(tx, touched, filed.document_id, {
        type: 'document.edited',
        data: { revision: input.baseRevision + 1, clearance: details.clearance.level },
        content: await contentOf(tx, vouchedDocument, filed.document_id),
      });
      return null;
    });
  }

  /**
   * Adds a newer version from a file the actor uploaded; this evaluation examines it from now on,
   * others keep the one they examined.
   */
  async addVersion(
    actor: Actor,
    input: DocumentDates & {
      readonly operationId: Id;
      readonly filedDocumentId: Id;
      readonly fileId: Id;
    },
  ): Promise<Outcome<Filed>> {
    const dates = parseDates(input);
    if (isRefusal(dates)) return dates;
    return this.onFiled(actor, 'evidence.edit', input, async (tx, filed, facts) => {
      const wrongDay = checkDates(dates, await todayIn(tx));
      if (wrongDay) return wrongDay;
      const taken = await takeFile(tx, input.fileId);
      if (taken) return taken;
      const [grown] = await tx.rows<{ versions: number }>(
        `update document set versions = versions + 1, revision = revision + 1
          where id = $1 returning versions`,
        [filed.document_id],
      );
      if (!grown) return refuse('not_found');
      await addVersionRow(tx, filed.document_id, grown.versions, input.fileId, dates);
      await tx.rows('update filed_document set version_number = $2 where id = $1', [
        filed.id,
        grown.versions,
      ]);
      tx.record({
        type: 'document.versioned',
        subject: { kind: 'document', id: filed.document_id },
        seatId: seatOf(facts),
        data: { filedDocumentId: filed.id, fileId: input.fileId, number: grown.versions },
      });
      return null;
    });
  }

  /**
   * Examines the library's newest version here, added from another evaluation; by the document's author
   * or the coordinator, since answers and ratings rest on the version examined.
   */
  async takeNewestVersion(
    actor: Actor,
    input: { readonly operationId: Id; readonly filedDocumentId: Id },
  ): Promise<Outcome<Filed>> {
    return this.onFiled(actor, 'evidence.add', input, async (tx, filed, facts, subject) => {
      const refusal = decide('evidence.edit', facts, subject);
      if (refusal) return refusal;
      const [moved] = await tx.rows<{ version_number: number }>(
        `update filed_document s set version_number = d.versions from document d
          where s.id = $1 and d.organisation_id = s.organisation_id and d.id = s.document_id
          returning s.version_number`,
        [filed.id],
      );
      tx.record({
        type: 'document.version_taken',
        subject: { kind: 'document', id: filed.document_id },
        seatId: seatOf(facts),
        data: { filedDocumentId: filed.id, number: moved?.version_number ?? 0 },
      });
      return null;
    });
  }

  /**
   * Erases a document that holds patient data, in all its versions and everywhere: bytes and file
   * names go, hashes, reason and the log stay. `title` replaces one that names somebody. Refused where
   * it is filed in a file in which the actor is no coordinator. A seal made before keeps title and file
   * name in its bytes; reports made from it since do not show them (`withErasures`).
   */
  async purgeDocument(
    actor: Actor,
    input: {
      readonly operationId: Id;
      readonly filedDocumentId: Id;
      readonly reason: string;
      readonly title: string | null;
    },
  ): Promise<Outcome<Filed>> {
    const reason = parseText(input.reason.trim(), maxReason);
    if (isRefusal(reason)) return reason;
    if (reason === '') return refuse('reason_required');
    const title = input.title === null ? null : parseText(input.title.trim(), maxTitleLength);
    if (isRefusal(title)) return title;
    if (title === '') return refuse('title_missing');
    const purged = await this.unitOfWork.act(
      actor,
      'evidence.purge',
      { kind: 'filed_document', id: input.filedDocumentId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId }) => {
        const [filed] = await tx.rows<{ document_id: Id }>(
          'select document_id from filed_document where id = $1',
          [input.filedDocumentId],
        );
        if (!filed) return refuse('not_found');
        const filings = await filingsOf(this.unitOfWork, tx, filed.document_id);
        const refusal = checkFilings('evidence.purge', filings);
        if (refusal) return refusal;
        const [document] = await tx.rows<{ id: Id }>(
          `update document d set purged_at = $2, purge_reason = $3, title = coalesce($4, d.title),
             revision = d.revision + 1
           where d.id = $1 and d.purged_at is null returning d.id`,
          [filed.document_id, tx.now, reason, title],
        );
        if (!document) return refuse('document_purged');
        const erased = await tx.rows<{ id: Id }>(
          `update stored_file f set purged_at = $2, name = '' from document_version v
            where v.document_id = $1 and v.organisation_id = f.organisation_id and f.id = v.file_id
            returning f.id`,
          [document.id, tx.now],
        );
        const fileIds = erased.map(({ id }) => id);
        recordInAll(tx, filings, document.id, { type: 'document.purged', data: { fileIds } });
        return { evaluationId, filedDocumentId: input.filedDocumentId, fileIds };
      },
    );
    if (isRefusal(purged)) return purged;
    // Should this be cut short, the rows say so and the next sweep does it.
    await this.files.removeBytes(actor.organisationId, purged.fileIds);
    return { evaluationId: purged.evaluationId, filedDocumentId: purged.filedDocumentId };
  }

  /** A change of one filed document that has not been purged. */
  private onFiled(
    actor: Actor,
    action: 'evidence.edit' | 'evidence.add',
    input: { readonly operationId: Id; readonly filedDocumentId: Id },
    change: (
      tx: WriteTransaction,
      filed: FiledRow,
      facts: Facts,
      subject: Subject,
    ) => Promise<Refusal | null>,
  ): Promise<Outcome<Filed>> {
    return this.unitOfWork.act(
      actor,
      action,
      { kind: 'filed_document', id: input.filedDocumentId },
      { operationId: input.operationId, lock: 'subject' },
      async (tx, { evaluationId, facts, subject }) => {
        // Who may not see a document is not told of it.
        if (decide('evidence.see', facts, subject)) return refuse('not_found');
        const [filed] = await tx.rows<FiledRow>(
          `select s.id, s.document_id, s.version_number, d.purged_at is not null as purged
             from filed_document s
             join document d on d.organisation_id = s.organisation_id and d.id = s.document_id
            where s.id = $1`,
          [input.filedDocumentId],
        );
        if (!filed) return refuse('not_found');
        if (filed.purged) return refuse('document_purged');
        const refusal = await change(tx, filed, facts, subject);
        if (refusal) return refusal;
        tx.signal({ topic: 'evidence.changed', id: filed.id, documentId: filed.document_id });
        return { evaluationId, filedDocumentId: filed.id };
      },
    );
  }

  /** The section of each question named; refused when one is unknown or recused from. */
  private async sectionsOf(
    tx: WriteTransaction,
    evaluationId: Id,
    facts: Facts,
    questionKeys: readonly string[],
  ): Promise<ReadonlyMap<string, string> | Refusal> {
    const sections = new Map<string, string>();
    if (questionKeys.length === 0) return sections;
    const [pin] = await tx.rows<{ id: Id; content_hash: string }>(
      `select t.id, t.content_hash from evaluation e
         join template_version t on t.organisation_id = e.organisation_id
           and t.id = e.template_version_id
        where e.id = $1`,
      [evaluationId],
    );
    if (!pin) return refuse('not_found');
    const { document } = await this.templates.pinned(tx, pin.id, pin.content_hash);
    for (const key of new Set(questionKeys)) {
      const question = document.questions.find((known) => known.key === key);
      if (!question) return refuse('unknown_question');
      const refusal = decide('evidence.add', facts, { section: question.section });
      if (refusal) return refusal;
      sections.set(key, question.section);
    }
    return sections;
  }
}

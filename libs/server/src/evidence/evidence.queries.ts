import type { Clearance } from '@consilium/domain/access';
import type { DocumentKind } from '@consilium/domain/evidence';
import { isId, type Id } from '@consilium/domain/kernel';
import { recusedFromFile } from '../evaluations';
import {
  memberIdOf,
  visibleTo,
  type ReadTransaction,
  accountOpen,
  activeSeat,
} from '../platform/database';
import type { ScanState } from './evidence.entities';

/** SQL: what the seat aliased as named carries lets its holder see the document `d`. */
export const seatCleared = (seat: string): string => `('coordinator' = any(${seat}.functions)
  or d.clearance->>'level' = 'panel'
  or d.clearance->>'level' = 'roles' and d.clearance->'roles' ?| ${seat}.answer_roles
  or d.author_id = ${seat}.member_id)`;

/**
 * Whether the member given by `member` (a SQL expression) sees the document `d` as filed in the
 * evaluation `e`: the row `evidence.see` of the policy table, in SQL, for sets. A test holds the two
 * together.
 */
export const clearedTo = (member: string): string => `(not ${recusedFromFile(member)} and (
  exists (select 1 from seat v
           where v.organisation_id = e.organisation_id and v.evaluation_id = e.id
             and v.member_id = ${member} and ${activeSeat('v')} and ${seatCleared('v')})
  or exists (select 1 from member v
           where v.organisation_id = e.organisation_id and v.id = ${member} and ${accountOpen('v')}
             and ('coordinator' = any(v.functions)
               or d.clearance->>'level' = 'panel' and v.functions && '{decision_maker,observer}'))))`;

export interface FileView {
  readonly id: Id;
  /** Empty once purged. */
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly scan: ScanState;
}

export interface VersionView {
  readonly number: number;
  readonly documentDate: string | null;
  readonly validUntil: string | null;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly file: FileView;
}

export interface LinkView {
  readonly id: Id;
  readonly questionKey: string;
  readonly linkedBySeat: Id | null;
}

/** A document as filed in one evaluation. */
export interface EvidenceView {
  /** Of the filing: what links, versions and changes are asked for by. */
  readonly id: Id;
  readonly evaluationId: Id;
  /** Of the document in the organisation's library. */
  readonly documentId: Id;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly clearance: Clearance;
  readonly author: string;
  readonly authorSeat: Id | null;
  readonly revision: number;
  readonly filedAt: string;
  readonly purgedAt: string | null;
  readonly purgeReason: string | null;
  /** It also stands in a file that is sealed or has ended: what is stated of it stays as it is. */
  readonly boundElsewhere: boolean;
  /** The version examined here. */
  readonly versionNumber: number;
  /** The newest one in the library; greater when somebody added one from elsewhere. */
  readonly newestVersion: number;
  /** Oldest first. */
  readonly versions: readonly VersionView[];
  readonly links: readonly LinkView[];
}

const versionsOf = `(select json_agg(json_build_object('number', v.number,
    'documentDate', v.document_date, 'validUntil', v.valid_until, 'addedAt', v.added_at,
    'addedBy', m.display_name, 'file', json_build_object('id', f.id, 'name', f.name,
      'mediaType', f.media_type, 'size', f.size, 'sha256', f.sha256, 'scan', f.scan))
    order by v.number)
  from document_version v
  join stored_file f on f.organisation_id = v.organisation_id and f.id = v.file_id
  join member m on m.organisation_id = v.organisation_id and m.id = v.added_by
  where v.organisation_id = s.organisation_id and v.document_id = s.document_id)`;

const linksOf = `(select coalesce(json_agg(json_build_object('id', l.id,
    'questionKey', l.question_key, 'linkedBySeat', l.linked_by_seat) order by l.question_key), '[]')
  from evidence_link l
  where l.organisation_id = s.organisation_id and l.filed_document_id = s.id)`;

const listStatement = {
  name: 'evidence-list',
  text: `select s.id, s.evaluation_id as "evaluationId", s.document_id as "documentId", d.title, d.kind,
    d.clearance, a.display_name as author, x.id as "authorSeat", d.revision,
    s.filed_at as "filedAt", d.purged_at as "purgedAt", d.purge_reason as "purgeReason",
    s.version_number as "versionNumber", d.versions as "newestVersion",
    exists (select 1 from filed_document b
      join evaluation f on f.organisation_id = b.organisation_id and f.id = b.evaluation_id
      where b.organisation_id = s.organisation_id and b.document_id = s.document_id and b.id <> s.id
        and (f.sealed or f.phase in ('closed', 'cancelled', 'withdrawn'))) as "boundElsewhere",
    ${versionsOf} as versions, ${linksOf} as links
  from filed_document s
  join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
  join document d on d.organisation_id = s.organisation_id and d.id = s.document_id
  join member a on a.organisation_id = d.organisation_id and a.id = d.author_id
  left join seat x on x.organisation_id = e.organisation_id and x.evaluation_id = e.id
    and x.member_id = d.author_id
  where s.evaluation_id = $1 and ($3 or ${visibleTo('$2::uuid')} and ${clearedTo('$2::uuid')})
    and ($4::text is null or exists (select 1 from evidence_link l
      where l.organisation_id = s.organisation_id and l.filed_document_id = s.id
        and l.question_key = $4))
    and ($5::uuid is null or s.id = $5)
    and ($6::uuid[] is null or s.document_id = any($6))
  order by d.title collate "fr-x-icu", s.id`,
};

type ListRow = Omit<EvidenceView, 'filedAt' | 'purgedAt'> & {
  filedAt: Date;
  purgedAt: Date | null;
};

const view = (row: ListRow): EvidenceView => ({
  ...row,
  filedAt: row.filedAt.toISOString(),
  purgedAt: row.purgedAt?.toISOString() ?? null,
});

const isSystem = (tx: ReadTransaction): boolean => tx.actor.principal.kind === 'system';

async function list(
  tx: ReadTransaction,
  evaluationId: Id,
  questionKey: string | null,
  filedDocumentId: Id | null,
  documentIds: readonly Id[] | null = null,
): Promise<EvidenceView[]> {
  if (!isId(evaluationId)) return [];
  const rows = await tx.rows<ListRow>(listStatement, [
    evaluationId,
    memberIdOf(tx.actor),
    isSystem(tx),
    questionKey,
    filedDocumentId,
    documentIds && [...documentIds],
  ]);
  return rows.map(view);
}

/**
 * Documents filed in an evaluation, or linked to one of its questions, that the actor is cleared for,
 * by title. One statement.
 */
export const evidenceOf = (
  tx: ReadTransaction,
  evaluationId: Id,
  questionKey: string | null = null,
): Promise<EvidenceView[]> => list(tx, evaluationId, questionKey, null);

/** Of some documents those that are filed in an evaluation and that the actor is cleared for. */
export const evidenceAmong = (
  tx: ReadTransaction,
  evaluationId: Id,
  documentIds: readonly Id[],
): Promise<EvidenceView[]> =>
  documentIds.length === 0
    ? Promise.resolve([])
    : list(tx, evaluationId, null, null, [...new Set(documentIds)]);

/** One filed document, or null where the actor may not see it. */
export async function evidenceById(
  tx: ReadTransaction,
  evaluationId: Id,
  filedDocumentId: Id,
): Promise<EvidenceView | null> {
  const [document] = await list(tx, evaluationId, null, filedDocumentId);
  return document ?? null;
}

/**
 * Of some documents those that the actor may know of through a file, whether they are filed in it or
 * were until just now.
 */
export async function documentsKnownAmong(
  tx: ReadTransaction,
  evaluationId: Id,
  documentIds: readonly Id[],
): Promise<Id[]> {
  const rows = await tx.rows<{ id: Id }>(
    {
      name: 'documents-known',
      text: `select d.id from document d
        join evaluation e on e.organisation_id = d.organisation_id and e.id = $1
        where d.id = any($3::uuid[]) and ${clearedTo('$2::uuid')}`,
    },
    [evaluationId, memberIdOf(tx.actor), [...documentIds]],
  );
  return rows.map(({ id }) => id);
}

/**
 * How many documents stand behind each question, for the gap rule: those still readable that the actor
 * may see. Questions without any are absent.
 */
export async function evidenceCountsOf(
  tx: ReadTransaction,
  evaluationId: Id,
): Promise<Record<string, number>> {
  const rows = await tx.rows<{ question_key: string; count: number }>(
    {
      name: 'evidence-counts',
      text: `select l.question_key, count(*)::int as count
        from evidence_link l
        join filed_document s on s.organisation_id = l.organisation_id and s.id = l.filed_document_id
        join document d on d.organisation_id = s.organisation_id and d.id = s.document_id
        join evaluation e on e.organisation_id = l.organisation_id and e.id = l.evaluation_id
        where l.evaluation_id = $1 and (d.purged_at is null or e.sealed)
          and ($3 or ${clearedTo('$2::uuid')})
        group by l.question_key`,
    },
    [evaluationId, memberIdOf(tx.actor), isSystem(tx)],
  );
  return Object.fromEntries(rows.map(({ question_key, count }) => [question_key, count]));
}

export interface LibraryView {
  readonly documentId: Id;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly validUntil: string | null;
  readonly versionNumber: number;
  /** Already filed in the evaluation asked about. */
  readonly filedHere: boolean;
}

const librarySize = 20;

/**
 * The library of the organisation as far as the actor is cleared through an evaluation that he or she
 * can see; coordinators of the organisation also find what is filed nowhere. Practice files and real
 * ones have each their own. At most 20, newest first; `text` is looked for in title and file name.
 */
export async function searchLibrary(
  tx: ReadTransaction,
  evaluationId: Id,
  text: string,
): Promise<LibraryView[]> {
  if (!isId(evaluationId)) return [];
  const pattern = `%${text
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, '\\$&')}%`;
  return tx.rows<LibraryView & Record<string, unknown>>(
    `select d.id as "documentId", d.title, d.kind, f.name as "fileName",
       v.valid_until::text as "validUntil", v.number as "versionNumber",
       exists (select 1 from filed_document h
         join evaluation e on e.organisation_id = h.organisation_id and e.id = h.evaluation_id
         where h.organisation_id = d.organisation_id and h.document_id = d.id
           and h.evaluation_id = $2 and ${visibleTo('$1::uuid')}) as "filedHere"
     from document d
     join document_version v on v.organisation_id = d.organisation_id and v.document_id = d.id
       and v.number = d.versions
     join stored_file f on f.organisation_id = v.organisation_id and f.id = v.file_id
     where d.purged_at is null
       and d.practice = coalesce((select w.practice from evaluation w where w.id = $2), false)
       and (d.title ilike $3 or f.name ilike $3)
       and ${inReach('$1::uuid')}
     order by d.created_at desc, d.id desc limit ${librarySize}`,
    [memberIdOf(tx.actor), evaluationId, pattern],
  );
}

/** Whether the member is cleared for the document `d` through any evaluation. */
const inReach = (member: string): string => `(
  exists (select 1 from filed_document s
    join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
    where s.organisation_id = d.organisation_id and s.document_id = d.id and ${clearedTo(member)})
  or exists (select 1 from member k where k.organisation_id = d.organisation_id
    and k.id = ${member} and ${accountOpen('k')} and 'coordinator' = any(k.functions)))`;

/** The newest version of a library document in the actor's reach, or null. */
export async function libraryDocument(
  tx: ReadTransaction,
  documentId: Id,
): Promise<{ versions: number; purged: boolean; practice: boolean } | null> {
  if (!isId(documentId)) return null;
  const [row] = await tx.rows<{ versions: number; purged: boolean; practice: boolean }>(
    `select d.versions, d.purged_at is not null as purged, d.practice from document d
      where d.id = $2 and ${inReach('$1::uuid')}`,
    [memberIdOf(tx.actor), documentId],
  );
  return row ?? null;
}

/** What a download needs to know of a file in the actor's reach, or null. */
export async function fileForDownload(
  tx: ReadTransaction,
  fileId: Id,
): Promise<{ name: string; mediaType: string; size: number; purged: boolean } | null> {
  const [row] = await tx.rows<{ name: string; mediaType: string; size: number; purged: boolean }>(
    {
      name: 'evidence-download',
      text: `select f.name, f.media_type as "mediaType", f.size, f.purged_at is not null as purged
        from stored_file f
        join document_version v on v.organisation_id = f.organisation_id and v.file_id = f.id
        join document d on d.organisation_id = v.organisation_id and d.id = v.document_id
        where f.id = $2 and ${inReach('$1::uuid')}`,
    },
    [memberIdOf(tx.actor), fileId],
  );
  return row ?? null;
}

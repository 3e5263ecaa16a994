import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import type { Clearance } from '@consilium/domain/access';
import type { DocumentKind } from '@consilium/domain/evidence';
import { Member, Organisation } from '../access';
import { Evaluation, Seat } from '../evaluations';
import { TenantEntity } from '../platform/database/tenant.entity';

/** `not_scanned` where no scanner is configured: shown as such, never as clean. */
export type ScanState = 'not_scanned' | 'clean';

/**
 * Bytes that were uploaded. Their hash and this row stay when the bytes are purged; the name, which
 * may name a patient, goes with them.
 */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@ForeignKey(() => Member, ['organisationId', 'uploadedBy'], ['organisationId', 'id'])
@Index(['organisationId', 'sha256'])
@Index(['organisationId', 'uploadedAt'])
export class StoredFile extends TenantEntity {
  /** As the person's computer called it; empty once purged. */
  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  /** Bytes. */
  @Column('integer')
  size: number;

  /** SHA-256 of the bytes, hexadecimal. */
  @Column('text')
  sha256: string;

  @Column('text')
  scan: ScanState;

  @Column('uuid')
  uploadedBy: string;

  @Column('timestamptz')
  uploadedAt: Date;

  @Column('timestamptz', { nullable: true })
  purgedAt: Date | null;

  /** The purged bytes are known to be gone from the store. */
  @Column('boolean', { default: false })
  bytesGone: boolean;
}

/** A document of the organisation's library, apart from the evaluations that use it. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@ForeignKey(() => Member, ['organisationId', 'authorId'], ['organisationId', 'id'])
@Index(['organisationId', 'createdAt'])
export class Document extends TenantEntity {
  /** Brought into a practice file: only practice files can use it. Never changed. */
  @Column('boolean', { default: false })
  practice: boolean;

  @Column('text')
  title: string;

  @Column('text')
  kind: DocumentKind;

  @Column('jsonb')
  clearance: Clearance;

  /** Member who brought it; its author in every evaluation where that person has a seat. */
  @Column('uuid')
  authorId: string;

  /** Number of its newest version. */
  @Column('integer')
  versions: number;

  /** Grows with each change of what is stated about it; a change names the one it started from. */
  @Column('integer')
  revision: number;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  purgedAt: Date | null;

  @Column('text', { nullable: true })
  purgeReason: string | null;
}

/** One state of a document: its bytes and the days printed on it. Versions are never replaced. */
@Entity()
@ForeignKey(() => Document, ['organisationId', 'documentId'], ['organisationId', 'id'])
@ForeignKey(() => StoredFile, ['organisationId', 'fileId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'addedBy'], ['organisationId', 'id'])
@Unique(['organisationId', 'documentId', 'number'])
@Unique(['organisationId', 'fileId'])
@Index(['organisationId', 'validUntil'], { where: 'valid_until is not null' })
export class DocumentVersion extends TenantEntity {
  @Column('uuid')
  documentId: string;

  @Column('integer')
  number: number;

  @Column('uuid')
  fileId: string;

  @Column('date', { nullable: true })
  documentDate: string | null;

  /** Last day on which it holds. */
  @Column('date', { nullable: true })
  validUntil: string | null;

  @Column('uuid')
  addedBy: string;

  @Column('timestamptz')
  addedAt: Date;
}

/**
 * A document examined in one evaluation, in the version that was examined: a newer one, added from
 * elsewhere, changes nothing here until somebody takes it.
 */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(
  () => DocumentVersion,
  ['organisationId', 'documentId', 'versionNumber'],
  ['organisationId', 'documentId', 'number'],
)
@ForeignKey(() => Seat, ['organisationId', 'filedBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'documentId'])
@Index(['organisationId', 'documentId'])
export class FiledDocument extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  documentId: string;

  @Column('integer')
  versionNumber: number;

  /** Null when somebody without a seat did it: a coordinator of the organisation. */
  @Column('uuid', { nullable: true })
  filedBySeat: string | null;

  @Column('timestamptz')
  filedAt: Date;
}

/** A document proves, or is brought as proof of, the answer to one question of one evaluation. */
@Entity()
@ForeignKey(() => FiledDocument, ['organisationId', 'filedDocumentId'], ['organisationId', 'id'])
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'linkedBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'filedDocumentId', 'questionKey'])
@Index(['organisationId', 'evaluationId', 'questionKey'])
@Check(`question_key <> ''`)
export class EvidenceLink extends TenantEntity {
  @Column('uuid')
  filedDocumentId: string;

  @Column('uuid')
  evaluationId: string;

  @Column('text')
  questionKey: string;

  /** Section of the question, from the template: recusals hold for sections. */
  @Column('text')
  sectionKey: string;

  @Column('uuid', { nullable: true })
  linkedBySeat: string | null;

  @Column('timestamptz')
  linkedAt: Date;
}

export const evidenceEntities = [
  StoredFile,
  Document,
  DocumentVersion,
  FiledDocument,
  EvidenceLink,
];

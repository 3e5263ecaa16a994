import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Member, Site } from '../access';
import { Evaluation, Part, Seat } from '../evaluations';
import { TemplateVersion } from '../templates';
import { TenantEntity } from '../platform/database/tenant.entity';

/** What a set of answers belongs to: one evaluation now; candidates may share one later. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId'])
export class AnswerSet extends TenantEntity {
  @Column('uuid')
  evaluationId: string;
}

/** `value` holds an answer; `unknown` is one too: asked to the supplier; `empty` was cleared. */
export type AnswerState = 'value' | 'unknown' | 'empty';

/**
 * The current answer to a question. Its natural key is (organisation, answer set, question, site,
 * respondent), nulls not distinct: a null site is the whole organisation, a null respondent is the
 * answer given together.
 */
@Entity()
@ForeignKey(() => AnswerSet, ['organisationId', 'answerSetId'], ['organisationId', 'id'])
@ForeignKey(() => Part, ['organisationId', 'partId'], ['organisationId', 'id'])
@ForeignKey(() => Site, ['organisationId', 'siteId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'respondentSeatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'authorSeatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'onBehalfOf'], ['organisationId', 'id'])
@Index(['organisationId', 'partId'])
@Index('answer_key', { synchronize: false })
export class Answer extends TenantEntity {
  @Column('uuid')
  answerSetId: string;

  @Column('uuid')
  partId: string;

  @Column('text')
  questionKey: string;

  @Column('uuid', { nullable: true })
  siteId: string | null;

  @Column('uuid', { nullable: true })
  respondentSeatId: string | null;

  @Column('text')
  state: AnswerState;

  @Column('jsonb', { nullable: true })
  value: unknown;

  @Column('text', { default: '' })
  comment: string;

  /** Grows by one with each save; a save names the version it started from. */
  @Column('integer')
  version: number;

  /** Version up to which revisions have been written. */
  @Column('integer', { default: 0 })
  revisedVersion: number;

  /** The question changed under it with a later version of the template; a save confirms it. */
  @Column('boolean', { default: false })
  toConfirm: boolean;

  @Column('uuid')
  authorSeatId: string;

  @Column('uuid')
  authorId: string;

  @Column('uuid', { nullable: true })
  onBehalfOf: string | null;

  @Column('timestamptz')
  updatedAt: Date;
}

/** A version of an answer worth keeping: when the author changed, after idle time, on submit or restore. */
@Entity()
@ForeignKey(() => Answer, ['organisationId', 'answerId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'authorSeatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'onBehalfOf'], ['organisationId', 'id'])
@Unique(['organisationId', 'answerId', 'version'])
export class AnswerRevision extends TenantEntity {
  @Column('uuid')
  answerId: string;

  @Column('integer')
  version: number;

  @Column('text')
  state: AnswerState;

  @Column('jsonb', { nullable: true })
  value: unknown;

  @Column('text')
  comment: string;

  @Column('uuid')
  authorSeatId: string;

  @Column('uuid')
  authorId: string;

  @Column('uuid', { nullable: true })
  onBehalfOf: string | null;

  @Column('timestamptz')
  writtenAt: Date;

  /** Key of the digest in the event; destroyed with the content. */
  @Column('bytea')
  salt: Buffer;
}

/** What the supplier states, beside the panel's answer and never instead of it. */
@Entity()
@ForeignKey(() => AnswerSet, ['organisationId', 'answerSetId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'recordedBySeat'], ['organisationId', 'id'])
@Index(['organisationId', 'answerSetId', 'questionKey'])
export class SupplierReply extends TenantEntity {
  @Column('uuid')
  answerSetId: string;

  @Column('text')
  questionKey: string;

  @Column('text')
  statement: string;

  @Column('date')
  statedOn: string;

  @Column('uuid')
  recordedBySeat: string;

  @Column('timestamptz')
  recordedAt: Date;

  /** Key of the digest in the event; destroyed with the content. */
  @Column('bytea')
  salt: Buffer;
}

/** A file went from one version of its template to a later one. Never changed. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => TemplateVersion, ['organisationId', 'fromVersionId'], ['organisationId', 'id'])
@ForeignKey(() => TemplateVersion, ['organisationId', 'toVersionId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'movedBy'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'movedBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'fromVersionId'])
export class TemplateMoveMade extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  fromVersionId: string;

  @Column('uuid')
  toVersionId: string;

  /** Read by those whose parts were given back. */
  @Column('text')
  reason: string;

  @Column('uuid')
  movedBy: string;

  @Column('uuid', { nullable: true })
  movedBySeat: string | null;

  @Column('timestamptz')
  movedAt: Date;
}

export const answersEntities = [AnswerSet, Answer, AnswerRevision, SupplierReply, TemplateMoveMade];

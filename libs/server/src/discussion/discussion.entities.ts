import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AnchorKind, ThreadKind, ThreadState } from '@consilium/domain/discussion';
import { Member } from '../access';
import { Evaluation, Seat } from '../evaluations';
import { TenantEntity } from '../platform/database/tenant.entity';

/** A conversation about one thing of an evaluation. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'openedBy'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'openedBySeat'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'assignedSeat'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'resolvedBy'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId', 'anchorKind', 'anchorId'])
@Index(['organisationId', 'assignedSeat'], {
  where: `state = 'open' and assigned_seat is not null`,
})
@Check(`kind in ('remark', 'question_to_supplier', 'objection')`)
@Check(`(state = 'resolved') = (resolved_at is not null)`)
export class Thread extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('text')
  anchorKind: AnchorKind;

  /** Key of the template, or a uuid. */
  @Column('text')
  anchorId: string;

  /** Section of the question or statement: recusals hold for sections. */
  @Column('text', { nullable: true })
  sectionKey: string | null;

  @Column('text')
  kind: ThreadKind;

  @Column('text', { default: 'open' })
  state: ThreadState;

  @Column('uuid')
  openedBy: string;

  @Column('uuid', { nullable: true })
  openedBySeat: string | null;

  @Column('timestamptz')
  openedAt: Date;

  /** Who is expected to act on it. */
  @Column('uuid', { nullable: true })
  assignedSeat: string | null;

  @Column('uuid', { nullable: true })
  resolvedBy: string | null;

  @Column('timestamptz', { nullable: true })
  resolvedAt: Date | null;
}

/** One contribution to a thread. Withdrawing empties it and destroys its salt; the line stays. */
@Entity()
@ForeignKey(() => Thread, ['organisationId', 'threadId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'authorId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'authorSeat'], ['organisationId', 'id'])
@Index(['organisationId', 'threadId', 'postedAt'])
@Check(`withdrawn_at is null or (body = '' and salt is null)`)
export class Comment extends TenantEntity {
  @Column('uuid')
  threadId: string;

  @Column('uuid')
  authorId: string;

  @Column('uuid', { nullable: true })
  authorSeat: string | null;

  @Column('text')
  body: string;

  /** Of the digest in the event; null once withdrawn. */
  @Column('bytea', { nullable: true })
  salt: Buffer | null;

  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamptz')
  postedAt: Date;

  @Column('timestamptz', { nullable: true })
  editedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;
}

/** A seat named in a comment. */
@Entity()
@ForeignKey(() => Comment, ['organisationId', 'commentId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@Index(['organisationId', 'seatId'])
export class CommentMention {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  commentId: string;

  @PrimaryColumn('uuid')
  seatId: string;
}

export const discussionEntities = [Thread, Comment, CommentMention];

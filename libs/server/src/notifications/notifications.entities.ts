import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Member, Organisation } from '../access';
import { Evaluation } from '../evaluations';
import { TenantEntity } from '../platform/database/tenant.entity';

/**
 * One thing a member should know of, with ids and codes only: names, titles and words are read when
 * she looks. Its id is made by the database, because one statement writes the rows of everyone.
 */
@Entity()
@ForeignKey(() => Member, ['organisationId', 'memberId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'actorId'], ['organisationId', 'id'])
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@Unique(['organisationId', 'memberId', 'dedupeKey'])
@Index(['organisationId', 'memberId', 'createdAt'])
@Index(['organisationId', 'memberId'], { where: 'read_at is null' })
export class InboxItem extends TenantEntity {
  @Column('uuid')
  memberId: string;

  /** Key of the registry in `kinds/index.ts`. */
  @Column('text')
  kind: string;

  /** Null where it is about an account or an invitation. */
  @Column('uuid', { nullable: true })
  evaluationId: string | null;

  /** What it is about, when the kind says so: a part, a thread, a round, a member. */
  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** Member who caused it; null when it was the product. */
  @Column('uuid', { nullable: true })
  actorId: string | null;

  /** The same thing is told to the same member once. */
  @Column('text')
  dedupeKey: string;

  @Column('jsonb')
  data: Record<string, unknown>;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;
}

/** A day for which an organisation's reminders have been written, in the organisation's zone. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
export class ReminderDay {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('date')
  day: string;
}

export const notificationsEntities = [InboxItem, ReminderDay];

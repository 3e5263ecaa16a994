import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { TenantEntity } from '../database/tenant.entity';

/** A mail to send: written with the database effect that asked for it, sent afterwards. */
@Entity()
@ForeignKey('Member', ['organisationId', 'memberId'], ['organisationId', 'id'])
@Unique(['organisationId', 'dedupeKey'])
@Index(['createdAt'], { where: 'sent_at is null and failed_at is null' })
export class Mail extends TenantEntity {
  /** What the mail is for; a second request for the same thing writes nothing. */
  @Column('text')
  dedupeKey: string;

  @Column('uuid')
  memberId: string;

  @Column('text')
  recipient: string;

  @Column('text')
  subject: string;

  @Column('text')
  body: string;

  @Column('text')
  locale: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;

  @Column('timestamptz', { nullable: true })
  failedAt: Date | null;

  @Column('integer', { default: 0 })
  attempts: number;
}

export const mailEntities = [Mail];

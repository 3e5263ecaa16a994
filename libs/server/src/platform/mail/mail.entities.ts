import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { TenantEntity } from '../database/tenant.entity';

/** A mail to send: written with the database effect that asked for it, sent afterwards. */
@Entity()
@ForeignKey('Member', ['organisationId', 'memberId'], ['organisationId', 'id'])
@Unique(['organisationId', 'dedupeKey'])
@Index(['nextAttemptAt'], { where: 'sent_at is null and failed_at is null' })
@Index(['organisationId', 'memberId', 'createdAt'])
@Index(['organisationId', 'createdAt'])
export class Mail extends TenantEntity {
  /** What the mail is for; a second request for the same thing writes nothing. */
  @Column('text')
  dedupeKey: string;

  /** Null for somebody who is no member yet. */
  @Column('uuid', { nullable: true })
  memberId: string | null;

  @Column('text')
  recipient: string;

  @Column('text')
  subject: string;

  /** Where the secret goes it holds `secretMark`. */
  @Column('text')
  body: string;

  /** A link that is for the recipient alone: no mailbox shows it, and it is gone once the mail is. */
  @Column('text', { nullable: true })
  secret: string | null;

  @Column('text')
  locale: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  sentAt: Date | null;

  /** Given up: nobody tries again. */
  @Column('timestamptz', { nullable: true })
  failedAt: Date | null;

  /** Attempts begun, the one under way included. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** When to look (again); while an attempt is under way, when it counts as lost. */
  @Column('timestamptz', { default: () => 'now()' })
  nextAttemptAt: Date;
}

export const mailEntities = [Mail];

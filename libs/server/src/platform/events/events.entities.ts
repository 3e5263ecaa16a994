import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { TenantEntity } from '../database/tenant.entity';

/**
 * Something that happened, written with the change and never altered. Holds identifiers, not
 * personal data; what it says of content is a digest under a salt that lives with the content.
 */
@Entity()
@ForeignKey('Organisation', ['organisationId'], ['id'])
@ForeignKey('Evaluation', ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId', 'occurredAt'])
@Index(['organisationId', 'occurredAt'], { where: 'not sealed' })
export class Event extends TenantEntity {
  @Column('text')
  type: string;

  @Column('integer')
  schemaVersion: number;

  @Column('uuid', { nullable: true })
  evaluationId: string | null;

  @Column('text')
  principalKind: string;

  @Column('text')
  principalId: string;

  @Column('uuid', { nullable: true })
  seatId: string | null;

  @Column('uuid', { nullable: true })
  onBehalfOf: string | null;

  @Column('text')
  subjectKind: string;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** Identifiers and codes only. */
  @Column('jsonb')
  data: Record<string, unknown>;

  /** HMAC-SHA-256 of the content, hexadecimal, or null when there is none. */
  @Column('text', { nullable: true })
  contentDigest: string | null;

  @Column('timestamptz')
  occurredAt: Date;

  /** Appended to the chain, or of a practice file, which is none of it. The only column that ever changes. */
  @Column('boolean', { default: false })
  sealed: boolean;
}

/**
 * Key of the digest that an event carries of content which keeps no key of its own. Destroyed with the
 * content, so that the event becomes silent about it.
 */
@Entity()
@ForeignKey(() => Event, ['organisationId', 'eventId'], ['organisationId', 'id'])
export class EventSalt {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  eventId: string;

  @Column('bytea')
  salt: Buffer;
}

/** One link of an organisation's chain of events. */
@Entity()
@ForeignKey(() => Event, ['organisationId', 'eventId'], ['organisationId', 'id'])
@Unique(['organisationId', 'eventId'])
export class ChainLink {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('bigint')
  n: string;

  @Column('uuid')
  eventId: string;

  /** SHA-256 of the canonical event. */
  @Column('text')
  eventDigest: string;

  @Column('text')
  previous: string;

  /** SHA-256 over n, event digest and previous link. */
  @Column('text')
  digest: string;

  @Column('timestamptz')
  sealedAt: Date;
}

/** An event not yet handed to the queues. */
@Entity()
@ForeignKey(() => Event, ['organisationId', 'eventId'], ['organisationId', 'id'])
export class OutboxItem {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  eventId: string;

  @Column('text')
  type: string;

  @Column('timestamptz')
  createdAt: Date;
}

/** An event handed to the queues for one consumer; the row goes once that consumer's effect exists. */
@Entity()
@ForeignKey(() => Event, ['organisationId', 'eventId'], ['organisationId', 'id'], {
  onDelete: 'CASCADE',
})
@Index(['handedAt'], { where: 'set_aside_at is null' })
export class Delivery {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  eventId: string;

  @PrimaryColumn('text')
  consumer: string;

  @Column('text')
  type: string;

  /** When it was last known to be with the queues. */
  @Column('timestamptz', { default: () => 'now()' })
  handedAt: Date;

  /** Failed ones, whatever the queue remembers of them. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** Given up after all attempts: nobody tries again until this is emptied by hand. */
  @Column('timestamptz', { nullable: true })
  setAsideAt: Date | null;

  /** Name and code of the last failure, no words of anybody. */
  @Column('text', { nullable: true })
  error: string | null;
}

/** The stored result of a client's write; a replay is answered from here. */
@Entity()
@ForeignKey('Organisation', ['organisationId'], ['id'])
@Index(['createdAt'])
export class Operation {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('text')
  principalId: string;

  @PrimaryColumn('uuid')
  operationId: string;

  @Column('text')
  action: string;

  /** SHA-256 of what was asked, hexadecimal; null where that was not kept. */
  @Column('text', { nullable: true })
  inputDigest: string | null;

  @Column('jsonb', { nullable: true })
  result: unknown;

  @Column('timestamptz')
  createdAt: Date;
}

export const eventsEntities = [Event, EventSalt, ChainLink, OutboxItem, Delivery, Operation];

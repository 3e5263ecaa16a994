import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  AnswerRole,
  OrganisationFunction,
  SeatFunction,
  SecurityKind,
} from '@consilium/domain/access';
import { TenantEntity } from '../platform/database/tenant.entity';

/** A hospital or hospital group: the wall around everything it holds. */
@Entity()
export class Organisation {
  @PrimaryColumn('uuid')
  id: string;

  /** Stands in addresses: `/o/:slug`. */
  @Column('text', { unique: true })
  slug: string;

  @Column('text')
  name: string;

  /** IANA zone in which deadlines, being dates, begin and end. */
  @Column('text', { default: 'Europe/Paris' })
  timeZone: string;

  /** Since when what it would send is held, as after a restore; null while it is sent. */
  @Column('timestamptz', { nullable: true })
  heldSince: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A place of the organisation whose answers may differ. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
export class Site extends TenantEntity {
  @Column('text')
  name: string;
}

/** One person's way in, across organisations. Never readable by the application role. */
@Entity()
export class Account {
  @PrimaryColumn('uuid')
  id: string;

  /** Lower case. */
  @Column('text', { unique: true })
  email: string;

  /** Argon2id, with its parameters. */
  @Column('text')
  passwordHash: string;

  @Column('text')
  locale: string;

  /** Its password was once set by somebody else: it opens nothing until its owner changes it. */
  @Column('boolean', { default: false })
  mustChange: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** One signed-in browser. Only the hash of its token is kept. */
@Entity('session')
@ForeignKey(() => Account, ['accountId'], ['id'], { onDelete: 'CASCADE' })
@Index(['accountId'])
export class SessionRow {
  @PrimaryColumn('uuid')
  id: string;

  @Column('bytea', { unique: true })
  tokenHash: Buffer;

  @Column('uuid')
  accountId: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  /** Renewed every few minutes while the session is used; it ends when that is too long ago. */
  @Column('timestamptz', { default: () => 'now()' })
  lastUsedAt: Date;

  /** By what the person tells her browsers apart, such as Firefox. */
  @Column('text', { nullable: true })
  browser: string | null;

  /** Likewise, such as Windows. */
  @Column('text', { nullable: true })
  system: string | null;
}

/** A browser that signed in to an account before: others' failures do not slow it. */
@Entity()
@ForeignKey(() => Account, ['accountId'], ['id'], { onDelete: 'CASCADE' })
@Index(['accountId'])
export class KnownDevice {
  @PrimaryColumn('bytea')
  tokenHash: Buffer;

  @PrimaryColumn('uuid')
  accountId: string;

  @Column('timestamptz')
  lastUsedAt: Date;
}

/** Failed sign-ins by digest of what they are counted for; see `sign-in-limits` of the domain. */
@Entity()
export class AttemptCount {
  @PrimaryColumn('bytea')
  key: Buffer;

  @Column('double precision')
  level: number;

  /** Before this nothing more of a pair or a browser is looked at. */
  @Column('timestamptz')
  until: Date;

  @Column('timestamptz')
  touchedAt: Date;
}

/** A line of the security log. Never readable by the application role but through its function. */
@Entity()
@Index(['organisationId', 'at'])
@Index(['accountId', 'at'])
@Index(['at'])
export class SecurityLine {
  @PrimaryColumn('uuid')
  id: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  kind: SecurityKind;

  /** Null for what happened to an account, which belongs to no organisation. */
  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('uuid', { nullable: true })
  accountId: string | null;

  /** Who did it, in the organisation. */
  @Column('uuid', { nullable: true })
  memberId: string | null;

  /** The file that it is about; it may be gone. */
  @Column('uuid', { nullable: true })
  evaluationId: string | null;

  @Column('text', { nullable: true })
  subjectKind: string | null;

  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** Network address. */
  @Column('text', { nullable: true })
  source: string | null;

  /** A code: the action refused, the event behind the line, how a session ended. Never content. */
  @Column('text', { nullable: true })
  detail: string | null;
}

/** A person within an organisation: the principal behind what she does there. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@ForeignKey(() => Account, ['accountId'], ['id'])
@ForeignKey(() => Member, ['organisationId', 'closedBy'], ['organisationId', 'id'])
@Unique(['organisationId', 'accountId'])
@Index(['accountId'])
export class Member extends TenantEntity {
  @Column('uuid')
  accountId: string;

  @Column('text')
  displayName: string;

  @Column('text')
  email: string;

  @Column('text')
  locale: string;

  /** Open list of the organisation, such as radiologist or security officer. */
  @Column('text')
  profession: string;

  @Column('text', { array: true })
  functions: OrganisationFunction[];

  @Column('boolean', { default: true })
  active: boolean;

  /** The reason of a sole administrator who gave herself functions. */
  @Column('text', { nullable: true })
  selfGrantedReason: string | null;

  /**
   * Set when an administrator of another organisation gave the account a new password: this
   * organisation stays closed to it until an administrator here confirms who it is.
   */
  @Column('timestamptz', { nullable: true })
  suspendedAt: Date | null;

  /** While her access is closed: since when, by which member, and why, in that member's own words. */
  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('uuid', { nullable: true })
  closedBy: string | null;

  @Column('text', { nullable: true })
  closedReason: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/**
 * The offer to become a member, bound to an address. Only the hash of its link is kept; a new link
 * ends the one before. One address has one open invitation.
 */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@ForeignKey(() => Member, ['organisationId', 'invitedBy'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'memberId'], ['organisationId', 'id'])
@Unique(['organisationId', 'tokenHash'])
@Index(['organisationId', 'email'], {
  unique: true,
  where: 'accepted_at is null and revoked_at is null',
})
@Index(['tokenHash'])
export class Invitation extends TenantEntity {
  /** Lower case. */
  @Column('text')
  email: string;

  @Column('text')
  displayName: string;

  @Column('text')
  profession: string;

  /** Language of the mail, and of a new account until its owner says otherwise. */
  @Column('text')
  locale: string;

  /** What an administrator grants with the membership. */
  @Column('text', { array: true })
  functions: OrganisationFunction[];

  @Column('uuid')
  invitedBy: string;

  @Column('bytea')
  tokenHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  /** The invited person found it expired and asked for another. */
  @Column('timestamptz', { nullable: true })
  askedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  acceptedAt: Date | null;

  /** Who she became by accepting. */
  @Column('uuid', { nullable: true })
  memberId: string | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
}

/**
 * A link by which an account's owner chooses a new password, once. Without an account it stands for
 * an address that nobody has: asking costs the same.
 */
@Entity()
@ForeignKey(() => Account, ['accountId'], ['id'], { onDelete: 'CASCADE' })
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@Index(['accountId'])
export class PasswordReset {
  @PrimaryColumn('uuid')
  id: string;

  @Column('bytea', { unique: true })
  tokenHash: Buffer;

  @Column('uuid', { nullable: true })
  accountId: string | null;

  /** Who made it: the person by mail, an administrator, or whoever runs the server. */
  @Column('text')
  origin: 'mail' | 'administrator' | 'server';

  /** The administrator's organisation. */
  @Column('uuid', { nullable: true })
  organisationId: string | null;

  @Column('timestamptz')
  expiresAt: Date;
}

/** A standing committee with its own rules; it pre-fills the panel of an evaluation. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
export class Committee extends TenantEntity {
  @Column('text')
  name: string;

  /** Share of eligible seats that must take part, 0 to 1. */
  @Column('double precision', { default: 0.5 })
  quorumShare: number;

  /** Answer roles without which no vote counts. */
  @Column('text', { array: true, default: '{}' })
  requiredRoles: AnswerRole[];

  /** Days between the notice of a meeting and the meeting. */
  @Column('integer', { default: 5 })
  noticeDays: number;

  /** Its files are rated before they are deliberated. */
  @Column('boolean', { default: true })
  rounds: boolean;

  /** Its files may go through a pilot. */
  @Column('boolean', { default: true })
  pilots: boolean;

  /** The act that created it, such as a decision of the director. */
  @Column('text', { nullable: true })
  foundingAct: string | null;

  /** Day of that act. */
  @Column('date', { nullable: true })
  foundedOn: string | null;
}

/** A seat of a committee, with the dates of its mandate. */
@Entity()
@ForeignKey(() => Committee, ['organisationId', 'committeeId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'memberId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'substituteId'], ['organisationId', 'id'])
@Index(['organisationId', 'committeeId'])
export class CommitteeSeat extends TenantEntity {
  @Column('uuid')
  committeeId: string;

  @Column('uuid')
  memberId: string;

  @Column('uuid', { nullable: true })
  substituteId: string | null;

  @Column('text')
  profession: string;

  @Column('text', { array: true })
  answerRoles: AnswerRole[];

  @Column('text', { array: true })
  functions: SeatFunction[];

  @Column('boolean')
  votes: boolean;

  @Column('date')
  mandateFrom: string;

  @Column('date', { nullable: true })
  mandateTo: string | null;

  /** The reason of a sole administrator who gave it to herself. */
  @Column('text', { nullable: true })
  selfGrantedReason: string | null;
}

export const accessEntities = [
  Organisation,
  Site,
  Account,
  SessionRow,
  KnownDevice,
  AttemptCount,
  SecurityLine,
  Member,
  Invitation,
  PasswordReset,
  Committee,
  CommitteeSeat,
];

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  Attendance,
  BlockerEffect,
  CastWay,
  ConditionState,
  DecisionKey,
  Gate,
  MeetingMode,
  OutcomeKey,
  PilotProtocol,
  Quorum,
  QuestionReason,
  Tally,
  VoteChoice,
  VotingRules,
} from '@consilium/domain/decisions';
import type { AnswerRole } from '@consilium/domain/access';
import type { ScopePredicate } from '@consilium/domain/evaluations';
import { Member } from '../access';
import { Evaluation, Seat } from '../evaluations';
import { TenantEntity } from '../platform/database/tenant.entity';

/** A sitting of the committee on one file, with its short minutes. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'presidingSeat'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'validatedBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'number'])
@Check(`mode in ('in_meeting', 'remote', 'written_consultation')`)
@Check(`call in ('first', 'second')`)
export class Meeting extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('integer')
  number: number;

  @Column('text')
  mode: MeetingMode;

  @Column('date')
  calledOn: string;

  /** Day of the sitting, or last day of a written consultation. */
  @Column('date')
  heldOn: string;

  /** Lifts the days of notice. */
  @Column('boolean', { default: false })
  urgent: boolean;

  /** A second call on the same agenda, for which the rules may ask no quorum. */
  @Column('text', { default: 'first' })
  call: 'first' | 'second';

  @Column('uuid', { nullable: true })
  presidingSeat: string | null;

  @Column('text', { default: '' })
  minutes: string;

  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamptz', { nullable: true })
  validatedAt: Date | null;

  @Column('uuid', { nullable: true })
  validatedBySeat: string | null;

  /** As the validated minutes find it; null while they are not validated. */
  @Column('jsonb', { nullable: true })
  quorum: Quorum | null;

  @Column('timestamptz')
  createdAt: Date;
}

/** How one seat took part in a sitting; a seat without a line was absent. */
@Entity()
@ForeignKey(() => Meeting, ['organisationId', 'meetingId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'representedBy'], ['organisationId', 'id'])
@Check(`attendance in ('present', 'remote', 'written', 'represented', 'absent')`)
@Check(`represented_by is null or attendance = 'represented'`)
export class MeetingAttendance {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  meetingId: string;

  @PrimaryColumn('uuid')
  seatId: string;

  @Column('text')
  attendance: Attendance;

  @Column('uuid', { nullable: true })
  representedBy: string | null;

  /** When the member came or left, such as a recused one heard as an expert first. */
  @Column('text', { default: '' })
  note: string;
}

/**
 * The committee's opinion. A deferral that returns to collecting, a file sent back and a pilot each
 * begin a new cycle; the earlier opinion stays as it was adopted.
 */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Meeting, ['organisationId', 'meetingId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'proposedBy'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'adoptedBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'cycle'])
@Index(['organisationId', 'evaluationId'], { unique: true, where: 'superseded_at is null' })
@Check(`state in ('draft', 'voting', 'adopted')`)
@Check(`(state = 'adopted') = (adopted_at is not null)`)
export class Opinion extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('integer')
  cycle: number;

  /** `voting` fixes the words that members vote on. */
  @Column('text', { default: 'draft' })
  state: 'draft' | 'voting' | 'adopted';

  /** The sitting at which it is voted. */
  @Column('uuid', { nullable: true })
  meetingId: string | null;

  @Column('text')
  outcome: OutcomeKey;

  @Column('text', { default: '' })
  reasons: string;

  @Column('jsonb')
  reasonsByQuestion: QuestionReason[];

  @Column('jsonb', { nullable: true })
  pilot: PilotProtocol | null;

  @Column('jsonb')
  missingElements: string[];

  @Column('jsonb')
  failedPredicates: ScopePredicate[];

  @Column('date', { nullable: true })
  reevaluateOn: string | null;

  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid')
  proposedBy: string;

  @Column('timestamptz')
  proposedAt: Date;

  @Column('timestamptz', { nullable: true })
  votingSince: Date | null;

  /** The committee's rules when the vote was opened; null before. */
  @Column('jsonb', { nullable: true })
  rules: VotingRules | null;

  @Column('timestamptz', { nullable: true })
  adoptedAt: Date | null;

  @Column('uuid', { nullable: true })
  adoptedBySeat: string | null;

  /** As they stood when the opinion was adopted. */
  @Column('jsonb', { nullable: true })
  tally: Tally | null;

  @Column('jsonb', { nullable: true })
  quorum: Quorum | null;

  /** A later cycle has begun. */
  @Column('timestamptz', { nullable: true })
  supersededAt: Date | null;
}

/** A condition of an opinion. What it asks is sealed with the opinion; its state goes on. */
@Entity()
@ForeignKey(() => Opinion, ['organisationId', 'opinionId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'ownerSeat'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'closedBy'], ['organisationId', 'id'])
@Index(['organisationId', 'opinionId'])
@Index(['organisationId', 'ownerSeat'])
@Check(`state in ('open', 'declared', 'met', 'waived')`)
export class OpinionCondition extends TenantEntity {
  @Column('uuid')
  opinionId: string;

  @Column('integer')
  position: number;

  @Column('text', { default: '' })
  text: string;

  /** Who sees to it: a seat, or somebody named who has none. */
  @Column('uuid', { nullable: true })
  ownerSeat: string | null;

  @Column('text', { default: '' })
  ownerName: string;

  @Column('date', { nullable: true })
  dueOn: string | null;

  @Column('text', { default: '' })
  proof: string;

  @Column('jsonb', { nullable: true })
  gate: Gate | null;

  /** Questions whose blockers it answers. */
  @Column('text', { array: true, default: '{}' })
  blockers: string[];

  @Column('text', { default: 'open' })
  state: ConditionState;

  /** What shows that it is met, or why it was given up. */
  @Column('text', { nullable: true })
  closedNote: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('uuid', { nullable: true })
  closedBy: string | null;
}

/** The chair sets a blocker aside with a reason, printed on the first page of the report. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'questionKey'])
export class BlockerOverride extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('text')
  questionKey: string;

  /** What the blocker did when it was set aside; another effect later needs another override. */
  @Column('text')
  effect: BlockerEffect;

  @Column('text')
  reason: string;

  @Column('uuid')
  seatId: string;

  @Column('timestamptz')
  madeAt: Date;
}

/** One open ballot of one seat. */
@Entity()
@ForeignKey(() => Opinion, ['organisationId', 'opinionId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'castBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'opinionId', 'seatId'])
@Check(`choice in ('for', 'against', 'abstain')`)
export class Vote extends TenantEntity {
  @Column('uuid')
  opinionId: string;

  @Column('uuid')
  seatId: string;

  @Column('text')
  choice: VoteChoice;

  /** The holder of the proxy, or the seat itself. */
  @Column('uuid')
  castBySeat: string;

  /** Grows by one with each change; the event of a change names it. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamptz')
  castAt: Date;

  /** How the voter took part when it was cast; null for votes older than that it was kept. */
  @Column('text', { nullable: true })
  castAs: CastWay | null;

  @Column('text', { array: true, nullable: true })
  castRoles: AnswerRole[] | null;
}

/** A member's written dissent; it stays in the report whatever the outcome. */
@Entity('minority_opinion')
@ForeignKey(() => Opinion, ['organisationId', 'opinionId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@Unique(['organisationId', 'opinionId', 'seatId'])
export class MinorityOpinionRow extends TenantEntity {
  @Column('uuid')
  opinionId: string;

  @Column('uuid')
  seatId: string;

  @Column('text')
  text: string;

  /** Grows by one with each change; the event of a change names it. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamptz')
  writtenAt: Date;
}

/** What the decision-maker decided; its own record beside the opinion, never changed. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Opinion, ['organisationId', 'opinionId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'decidedBy'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId', 'decidedAt'])
@Check(`decision in ('approved', 'approved_with_conditions', 'pilot', 'refused', 'sent_back')`)
export class Decision extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  /** Null when decided without an opinion. */
  @Column('uuid', { nullable: true })
  opinionId: string | null;

  @Column('text')
  decision: DecisionKey;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('boolean')
  differs: boolean;

  @Column('boolean')
  withoutOpinion: boolean;

  @Column('uuid')
  decidedBy: string;

  /** The date the decision bears. */
  @Column('date')
  decidedOn: string;

  @Column('timestamptz')
  decidedAt: Date;
}

/**
 * The file as it stood when an opinion or a decision sealed it: the exact bytes that were hashed, and
 * their hash. Never written again.
 */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Opinion, ['organisationId', 'opinionId'], ['organisationId', 'id'])
@ForeignKey(() => Decision, ['organisationId', 'decisionId'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId', 'sealedAt'])
@Index(['hash'])
@Check(`kind in ('opinion', 'decision')`)
export class Snapshot extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('text')
  kind: 'opinion' | 'decision';

  @Column('uuid', { nullable: true })
  opinionId: string | null;

  @Column('uuid', { nullable: true })
  decisionId: string | null;

  /** RFC 8785, as hashed: the whole file, or the header and the digests of the entries. */
  @Column('text')
  canonical: string;

  /** The same as JSON. */
  @Column('jsonb')
  content: unknown;

  /** Each entry as its digest covers it, salt included; null where `canonical` holds the whole file. */
  @Column('text', { array: true, nullable: true })
  entries: string[] | null;

  /** Hexadecimal. */
  @Column('text')
  hash: string;

  @Column('text', { default: 'sha256' })
  hashAlg: string;

  @Column('timestamptz')
  sealedAt: Date;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  AnswerRole,
  Clearance,
  PartState,
  Phase,
  SeatFunction,
} from '@consilium/domain/access';
import type {
  AdvicePosition,
  AdvisingRole,
  Interest,
  InterestParty,
  MoveKey,
  PhaseMark,
} from '@consilium/domain/evaluations';
import { Committee, Member, Organisation } from '../access';
import { TemplateVersion } from '../templates';
import { TenantEntity } from '../platform/database/tenant.entity';

/** A digital medical device as its manufacturer names it. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@Unique(['organisationId', 'manufacturer', 'name', 'practice'])
export class Device extends TenantEntity {
  /** Made by practice files and named by them alone: it is not in the register. Never changed. */
  @Column('boolean', { default: false })
  practice: boolean;

  @Column('text')
  name: string;

  @Column('text')
  manufacturer: string;

  @Column('text', { default: '' })
  intendedPurpose: string;
}

/** Flags of the device profile which conditions of questions may read. */
export interface DeviceProfile {
  personal_data_leaves_site: boolean | null;
  hardware_included: boolean | null;
  ionising_radiation: boolean | null;
}

/** The version that is evaluated: the opinion holds for it alone. */
@Entity()
@ForeignKey(() => Device, ['organisationId', 'deviceId'], ['organisationId', 'id'])
@Unique(['organisationId', 'deviceId', 'version'])
export class DeviceVersion extends TenantEntity {
  @Column('uuid')
  deviceId: string;

  @Column('text')
  version: string;

  @Column('text', { default: '' })
  udi: string;

  @Column('text', { default: '' })
  riskClass: string;

  /** Null while none is stated for this version: then that of the device holds. */
  @Column('text', { nullable: true })
  intendedPurpose: string | null;

  @Column('date', { nullable: true })
  certificateExpiresOn: string | null;

  @Column('jsonb')
  profile: DeviceProfile;
}

/** Outcome of the scope test, as settled. */
export type ScopeOutcome = 'in_scope' | 'out_of_scope' | 'needs_info' | 'overridden';

/** One file: a device version judged by a panel against a pinned template. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
@ForeignKey(() => DeviceVersion, ['organisationId', 'deviceVersionId'], ['organisationId', 'id'])
@ForeignKey(
  () => TemplateVersion,
  ['organisationId', 'templateVersionId'],
  ['organisationId', 'id'],
)
@ForeignKey(() => Committee, ['organisationId', 'committeeId'], ['organisationId', 'id'])
@ForeignKey(() => Evaluation, ['organisationId', 'predecessorId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'createdBy'], ['organisationId', 'id'])
@Unique(['organisationId', 'reference'])
@Index(['organisationId', 'phase'])
@Index(['organisationId', 'deviceVersionId'])
@Check(`practice = (reference like 'EXERCICE-%')`)
export class Evaluation extends TenantEntity {
  /** Human number, such as 2026-014; of a practice file its mark (`practiceReference`). */
  @Column('text')
  reference: string;

  /** For trying the product: counts nowhere and can be deleted. Never changed. */
  @Column('boolean', { default: false })
  practice: boolean;

  @Column('text')
  title: string;

  /** Counts the changes of what the request says. */
  @Column('integer', { default: 1 })
  detailsVersion: number;

  @Column('text')
  phase: Phase;

  /** Waiting for the supplier: clocks stop. Null when not paused. */
  @Column('text', { nullable: true })
  pausedReason: string | null;

  @Column('timestamptz', { nullable: true })
  pausedAt: Date | null;

  @Column('uuid')
  deviceVersionId: string;

  @Column('uuid')
  templateVersionId: string;

  @Column('uuid')
  committeeId: string;

  @Column('uuid', { nullable: true })
  predecessorId: string | null;

  @Column('uuid')
  createdBy: string;

  /** The need in the requester's words, before any product is named. */
  @Column('text')
  need: string;

  @Column('text', { array: true, default: '{}' })
  specialties: string[];

  @Column('text', { nullable: true })
  scopeOutcome: ScopeOutcome | null;

  @Column('text', { nullable: true })
  scopeReason: string | null;

  /** The opinion has been adopted: what it rests on can no longer change. */
  @Column('boolean', { default: false })
  sealed: boolean;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  phaseSince: Date;

  /** The committee's rules when the file began; null for a draft, and for files older than that. */
  @Column('jsonb', { nullable: true })
  rules: Pick<
    Committee,
    'quorumShare' | 'requiredRoles' | 'noticeDays' | 'rounds' | 'pilots'
  > | null;

  /** Since when the electorate stands; null while it is whoever votes today. */
  @Column('timestamptz', { nullable: true })
  electorateFrozenAt: Date | null;
}

/** The last number given to a file of a year; its row is the queue in which requests wait. */
@Entity()
@ForeignKey(() => Organisation, ['organisationId'], ['id'])
export class ReferenceCounter {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('integer')
  year: number;

  @Column('integer')
  last: number;
}

/** Planned and real dates of a phase; a phase entered twice keeps its first row and the last dates. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
export class EvaluationPhase {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  evaluationId: string;

  @PrimaryColumn('text')
  phase: Phase;

  /** Day by which the phase should end. */
  @Column('date', { nullable: true })
  plannedOn: string | null;

  @Column('timestamptz', { nullable: true })
  enteredAt: Date | null;

  @Column('timestamptz', { nullable: true })
  leftAt: Date | null;
}

/** A move of the transition table that was made, with its reason. Never changed. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'movedBySeat'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'movedBy'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId'])
export class PhaseMoveMade extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('text')
  move: MoveKey;

  @Column('text')
  fromPhase: Phase;

  @Column('text')
  toPhase: Phase;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { array: true, default: '{}' })
  marks: PhaseMark[];

  @Column('uuid', { nullable: true })
  movedBy: string | null;

  @Column('uuid', { nullable: true })
  movedBySeat: string | null;

  @Column('timestamptz')
  movedAt: Date;
}

/** A place on the panel of one evaluation. Everything a person does in the file hangs on it. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'memberId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'substituteId'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'memberId'])
@Index(['organisationId', 'memberId'])
export class Seat extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  memberId: string;

  @Column('text')
  profession: string;

  @Column('text', { array: true })
  answerRoles: AnswerRole[];

  @Column('text', { array: true })
  functions: SeatFunction[];

  @Column('boolean')
  votes: boolean;

  /** Dates of the mandate on this panel, both included. */
  @Column('date')
  seatedFrom: string;

  @Column('date', { nullable: true })
  seatedTo: string | null;

  /** The last day that the mandate was given for, kept where it is ended before: who continues it has that long. */
  @Column('date', { nullable: true })
  mandateTo: string | null;

  @Column('integer', { default: 1 })
  revision: number;

  /** Who steps in when the seat is vacated, as the committee had it when the file began. */
  @Column('uuid', { nullable: true })
  substituteId: string | null;

  /** The reason of a sole administrator who gave herself what the seat carries. */
  @Column('text', { nullable: true })
  selfGrantedReason: string | null;
}

/** The unit of work: the questions of one section led by one answer role. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'submittedBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'sectionKey', 'leadRole'])
@Index(['organisationId', 'dueOn'], { where: "state <> 'submitted'" })
export class Part extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('text')
  sectionKey: string;

  @Column('text')
  leadRole: AnswerRole;

  @Column('text', { default: 'open' })
  state: PartState;

  /** Last day, in the organisation's zone. */
  @Column('date', { nullable: true })
  dueOn: string | null;

  @Column('jsonb')
  clearance: Clearance;

  @Column('timestamptz', { nullable: true })
  submittedAt: Date | null;

  @Column('uuid', { nullable: true })
  submittedBySeat: string | null;

  @Column('text', { nullable: true })
  returnReason: string | null;

  /** Submitted or closed although answers are missing, for this reason. */
  @Column('text', { nullable: true })
  gapsReason: string | null;
}

/** A seat that answers a part, alone or with others. */
@Entity()
@ForeignKey(() => Part, ['organisationId', 'partId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@Index(['organisationId', 'seatId'])
export class PartAssignee {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  partId: string;

  @PrimaryColumn('uuid')
  seatId: string;

  @Column('timestamptz')
  assignedAt: Date;
}

export type InterestAssessment = 'none' | 'minor' | 'major';

/** Interests of one seat towards this device, its maker, distributor and competitors. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'assessedBySeat'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'seatId'])
@Index(['organisationId', 'seatId'])
@Check(`assessment in ('none', 'minor', 'major')`)
export class Declaration extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  seatId: string;

  /** The person states that there is nothing to declare. */
  @Column('boolean')
  nothingToDeclare: boolean;

  /** A remark beside the interests. */
  @Column('text', { default: '' })
  statement: string;

  /** What is declared; null stands for nothing. */
  @Column('jsonb', { nullable: true })
  interests: Interest[] | null;

  /** Parties the declarant has checked the own links against. */
  @Column('text', { array: true, default: '{}' })
  confirmedAgainst: InterestParty[];

  @Column('timestamptz')
  declaredAt: Date;

  @Column('integer', { default: 1 })
  version: number;

  @Column('text', { nullable: true })
  assessment: InterestAssessment | null;

  /** Sections from which a major interest recuses; empty means the whole file. */
  @Column('text', { array: true, default: '{}' })
  recusedSections: string[];

  @Column('text', { nullable: true })
  assessmentReason: string | null;

  @Column('uuid', { nullable: true })
  assessedBySeat: string | null;

  @Column('timestamptz', { nullable: true })
  assessedAt: Date | null;
}

/** The security officer's or data protection officer's word: dated, verbatim, never edited. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId'])
export class FormalAdvice extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  seatId: string;

  @Column('text')
  role: AdvisingRole;

  @Column('text')
  position: AdvicePosition;

  @Column('text')
  body: string;

  @Column('timestamptz')
  givenAt: Date;

  /** Key of the digest in the event; destroyed with the content. */
  @Column('bytea', { nullable: true })
  salt: Buffer | null;
}

/**
 * Counts kept beside the evaluation so that a list of thousands costs one row each. Updated last in
 * a transaction, by difference, and recounted by an invariant check.
 */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
export class EvaluationProgress {
  @PrimaryColumn('uuid')
  organisationId: string;

  @PrimaryColumn('uuid')
  evaluationId: string;

  @Column('integer', { default: 0 })
  questions: number;

  @Column('integer', { default: 0 })
  answered: number;

  @Column('integer', { default: 0 })
  unknown: number;

  @Column('integer', { default: 0 })
  parts: number;

  @Column('integer', { default: 0 })
  partsSubmitted: number;

  @Column('integer', { default: 0 })
  hardBlockers: number;

  @Column('integer', { default: 0 })
  softBlockers: number;

  /** Parts of which no question applies as things stand: nobody is late with them. */
  @Column('uuid', { array: true, default: '{}' })
  idleParts: string[];
}

export const evaluationsEntities = [
  Device,
  DeviceVersion,
  Evaluation,
  ReferenceCounter,
  EvaluationPhase,
  PhaseMoveMade,
  Seat,
  Part,
  PartAssignee,
  Declaration,
  FormalAdvice,
  EvaluationProgress,
];

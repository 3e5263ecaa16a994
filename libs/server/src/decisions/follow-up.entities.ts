import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import type { AnswerRole } from '@consilium/domain/access';
import type {
  CancelReason,
  CastWay,
  ConditionStepKind,
  LateRecusalStage,
  VoteChoice,
} from '@consilium/domain/decisions';
import { Member } from '../access';
import { Evaluation, Seat } from '../evaluations';
import { TenantEntity } from '../platform/database/tenant.entity';
import {
  Meeting,
  MeetingAttendance,
  Opinion,
  OpinionCondition,
  BlockerOverride,
  Vote,
  MinorityOpinionRow,
  Decision,
  Snapshot,
} from './decisions.entities';

/** A vote that was cast and does not count, with the reason; never changed, never taken away. */
@Entity()
@ForeignKey(() => Opinion, ['organisationId', 'opinionId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'castBySeat'], ['organisationId', 'id'])
@Index(['organisationId', 'opinionId'])
@Check(`because in ('recused', 'proxy_void', 'taken_back')`)
export class CancelledVote extends TenantEntity {
  @Column('uuid')
  opinionId: string;

  @Column('uuid')
  seatId: string;

  @Column('text')
  choice: VoteChoice;

  @Column('uuid')
  castBySeat: string;

  @Column('timestamptz')
  castAt: Date;

  /** As it was cast; null for votes cancelled before that was kept. */
  @Column('text', { nullable: true })
  castAs: CastWay | null;

  @Column('text', { array: true, nullable: true })
  castRoles: AnswerRole[] | null;

  @Column('text')
  because: CancelReason;

  @Column('timestamptz')
  cancelledAt: Date;
}

/**
 * A recusal found after the member spoke, rated or voted. While it stands it stops the adoption of an
 * opinion whose ballot was opened before, unless chair and a second member write why she had no
 * influence.
 */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'chairSeat'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'secondSeat'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId'])
@Check(`found in ('before_adoption', 'after_adoption', 'after_decision')`)
export class LateRecusal extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  seatId: string;

  @Column('text')
  found: LateRecusalStage;

  @Column('boolean')
  spoke: boolean;

  @Column('boolean')
  rated: boolean;

  @Column('boolean')
  voted: boolean;

  @Column('timestamptz')
  foundAt: Date;

  @Column('uuid', { nullable: true })
  chairSeat: string | null;

  @Column('text', { nullable: true })
  chairReason: string | null;

  @Column('timestamptz', { nullable: true })
  chairAt: Date | null;

  @Column('uuid', { nullable: true })
  secondSeat: string | null;

  @Column('text', { nullable: true })
  secondReason: string | null;

  @Column('timestamptz', { nullable: true })
  secondAt: Date | null;
}

/** What was done about a condition, by whom and when. Rows are only added. */
@Entity()
@ForeignKey(() => OpinionCondition, ['organisationId', 'conditionId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'takenBy'], ['organisationId', 'id'])
@Index(['organisationId', 'conditionId'])
@ForeignKey(() => Seat, ['organisationId', 'holderSeat'], ['organisationId', 'id'])
@Check(`step in ('declared', 'confirmed', 'returned', 'waived', 'handed_over')`)
@Check(`(step = 'handed_over') = (holder_seat is not null)`)
export class ConditionStep extends TenantEntity {
  @Column('uuid')
  conditionId: string;

  @Column('text')
  step: ConditionStepKind;

  /** What shows that it is met, or the reason. */
  @Column('text')
  note: string;

  /** Documents that show it. */
  @Column('uuid', { array: true, default: '{}' })
  documents: string[];

  /** Who sees to the condition from here on, where it was handed over. */
  @Column('uuid', { nullable: true })
  holderSeat: string | null;

  /** With a declaration: the advisers who asked for the condition, and may confirm it. */
  @Column('text', { array: true, default: '{}' })
  askedBy: AnswerRole[];

  @Column('uuid')
  takenBy: string;

  @Column('timestamptz')
  takenAt: Date;
}

export const decisionsEntities = [
  Meeting,
  MeetingAttendance,
  Opinion,
  OpinionCondition,
  BlockerOverride,
  Vote,
  CancelledVote,
  LateRecusal,
  ConditionStep,
  MinorityOpinionRow,
  Decision,
  Snapshot,
];

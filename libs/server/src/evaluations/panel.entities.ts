import { Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import type { AnswerRole, SeatFunction } from '@consilium/domain/access';
import type { PanelChangeKind } from '@consilium/domain/evaluations';
import { Member } from '../access';
import { TenantEntity } from '../platform/database/tenant.entity';
import { Evaluation, Seat } from './evaluations.entities';

/** What a seat carried before and after a change; ids and codes, as they were. */
export interface SeatPower {
  readonly profession: string;
  readonly answerRoles: readonly AnswerRole[];
  readonly functions: readonly SeatFunction[];
  readonly votes: boolean;
}

/** A change of who may do what in a running file, made in the open: shown to the panel, printed. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'replacedSeatId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'changedBy'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId'])
export class PanelChange extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('text')
  kind: PanelChangeKind;

  @Column('uuid')
  seatId: string;

  /** Whose place in the electorate it takes. */
  @Column('uuid', { nullable: true })
  replacedSeatId: string | null;

  /** Null for a seat that was not there. */
  @Column('jsonb', { nullable: true })
  before: SeatPower | null;

  @Column('jsonb')
  after: SeatPower;

  @Column('text')
  reason: string;

  @Column('uuid')
  changedBy: string;

  @Column('timestamptz')
  changedAt: Date;
}

/** A place of the frozen electorate: who counts in rounds and quorum, whatever becomes of the seat. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'memberId'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'seatId'])
export class ElectoratePlace extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  /** The seat that holds it now; another one once it was replaced. */
  @Column('uuid')
  seatId: string;

  /** Who held it when it was frozen, as what. */
  @Column('uuid')
  memberId: string;

  @Column('text')
  profession: string;

  @Column('text', { array: true })
  answerRoles: AnswerRole[];

  @Column('timestamptz')
  frozenAt: Date;
}

export const panelEntities = [ElectoratePlace, PanelChange];

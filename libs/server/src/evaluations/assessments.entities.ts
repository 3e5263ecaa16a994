import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import type { InterestLevel } from '@consilium/domain/evaluations';
import { Member } from '../access';
import { TenantEntity } from '../platform/database/tenant.entity';
import { Evaluation, Seat } from './evaluations.entities';

/**
 * An assessment that waits for a second person, since it would change who counts in an anonymous round
 * already closed. The proposer is the first.
 */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'proposedBy'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'drawnSeat'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'settledBy'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId'])
@Index(['organisationId', 'seatId'], { unique: true, where: `state = 'waiting'` })
@Check(`state in ('waiting', 'confirmed', 'refused')`)
export class AssessmentProposal extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  seatId: string;

  @Column('text')
  level: InterestLevel;

  @Column('text', { array: true, default: '{}' })
  recusedSections: string[];

  @Column('text')
  reason: string;

  /** The declaration that it weighs; another one since makes it void. */
  @Column('integer')
  declarationVersion: number;

  @Column('uuid')
  proposedBy: string;

  @Column('timestamptz')
  proposedAt: Date;

  /** Drawn where no ethics lead, other chair or decision-maker is free to confirm. */
  @Column('uuid', { nullable: true })
  drawnSeat: string | null;

  @Column('text', { default: 'waiting' })
  state: 'waiting' | 'confirmed' | 'refused';

  @Column('uuid', { nullable: true })
  settledBy: string | null;

  @Column('timestamptz', { nullable: true })
  settledAt: Date | null;
}

export const assessmentEntities = [AssessmentProposal];

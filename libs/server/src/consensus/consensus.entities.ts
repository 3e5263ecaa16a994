import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import type {
  AbstentionReason,
  Attribution,
  ClassifyingMethod,
  ResultParameters,
  StatementRef,
} from '@consilium/domain/consensus';
import { Member } from '../access';
import { Evaluation, Seat } from '../evaluations';
import { TenantEntity } from '../platform/database/tenant.entity';
import type { RoundResults } from './results';

/** A blind round. Method, parameters, statements and attribution are fixed when it opens. */
@Entity()
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'openedBy'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'closedBy'], ['organisationId', 'id'])
@Unique(['organisationId', 'evaluationId', 'number'])
@Index(['organisationId', 'evaluationId'], { unique: true, where: `state = 'open'` })
@Check(`state in ('open', 'closed')`)
@Check(`attribution in ('profession', 'anonymous')`)
@Check(`(state = 'closed') = (closed_at is not null)`)
export class Round extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('integer')
  number: number;

  @Column('text', { default: 'open' })
  state: 'open' | 'closed';

  @Column('text')
  attribution: Attribution;

  @Column('text')
  method: ClassifyingMethod;

  @Column('jsonb')
  parameters: ResultParameters;

  @Column('jsonb')
  statements: StatementRef[];

  @Column('timestamptz')
  openedAt: Date;

  @Column('uuid')
  openedBy: string;

  /** Last day on which ratings are awaited; closing is an act of its own. */
  @Column('date', { nullable: true })
  closesOn: string | null;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('uuid', { nullable: true })
  closedBy: string | null;

  /** Why it closed although ratings were awaited. */
  @Column('text', { nullable: true })
  closedReason: string | null;

  /**
   * Statements of an anonymous round whose figures are told nobody any more, in whatever version: a
   * rater of theirs was recused since. Only ever grows.
   */
  @Column('text', { array: true, default: '{}' })
  withheldStatements: string[];

  /** Files of reports made before tell what is withheld now, and are given out no more. */
  @Column('timestamptz', { nullable: true })
  withheldAt: Date | null;
}

/**
 * One member's rating of one statement, or the abstention. The profession is the one held while
 * rating. Read by others only through the results of the closed round.
 */
@Entity()
@ForeignKey(() => Round, ['organisationId', 'roundId'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'seatId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'memberId'], ['organisationId', 'id'])
@Unique(['organisationId', 'roundId', 'seatId', 'statementKey'])
@Check(`(value is null) <> (abstention is null)`)
@Check(`value between 1 and 9`)
@Check(`abstention in ('outside_competence', 'not_enough_information')`)
export class Rating extends TenantEntity {
  @Column('uuid')
  roundId: string;

  @Column('uuid')
  seatId: string;

  @Column('uuid')
  memberId: string;

  @Column('text')
  profession: string;

  @Column('text')
  statementKey: string;

  @Column('smallint', { nullable: true })
  value: number | null;

  @Column('text', { nullable: true })
  abstention: AbstentionReason | null;

  @Column('text', { default: '' })
  comment: string;

  /** Grows by one with each change while the round is open. */
  @Column('integer', { default: 1 })
  version: number;

  /** Key of the digest in the event; destroyed with the content. */
  @Column('bytea')
  salt: Buffer;

  @Column('timestamptz')
  castAt: Date;
}

/** What closing a round revealed: computed once, never written again. */
@Entity()
@ForeignKey(() => Round, ['organisationId', 'id'], ['organisationId', 'id'])
export class RoundResult extends TenantEntity {
  @Column('jsonb')
  results: RoundResults;

  @Column('timestamptz')
  computedAt: Date;
}

export const consensusEntities = [Round, Rating, RoundResult];

import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import type { Locale } from '@consilium/domain/kernel';
import type {
  EvaluationSnapshot,
  ReportFailure,
  ReportState,
  ReportVersion,
} from '@consilium/domain/reports';
import { Member } from '../access';
import { Evaluation, Seat } from '../evaluations';
import { TenantEntity } from '../platform/database/tenant.entity';

/**
 * A report that somebody asked for. Its bytes lie in the store of reports under its own id, the
 * snapshot it was made from beside them; once ready, nothing of it changes any more.
 */
@Entity('report')
@ForeignKey(() => Evaluation, ['organisationId', 'evaluationId'], ['organisationId', 'id'])
@ForeignKey(() => Member, ['organisationId', 'requestedBy'], ['organisationId', 'id'])
@ForeignKey(() => Seat, ['organisationId', 'requestedBySeat'], ['organisationId', 'id'])
@Index(['organisationId', 'evaluationId', 'createdAt'])
@Index(['organisationId', 'evaluationId', 'locale', 'version'], {
  unique: true,
  where: `state in ('queued', 'building')`,
})
@Index(['nextAttemptAt'], { where: `state in ('queued', 'building')` })
@Check(`state in ('queued', 'building', 'ready', 'failed')`)
@Check(`version in ('panel', 'whole')`)
@Check(`(state = 'ready') = (ready_at is not null)`)
@Check(`(state = 'failed') = (failure is not null)`)
export class ReportRow extends TenantEntity {
  @Column('uuid')
  evaluationId: string;

  @Column('text')
  locale: Locale;

  /** For whom: the panel, or those who coordinate the file. */
  @Column('text')
  version: ReportVersion;

  @Column('text', { default: 'queued' })
  state: ReportState;

  /** The section being built, from 1, out of so many; null before the first. */
  @Column('integer', { nullable: true })
  sectionIndex: number | null;

  @Column('integer', { nullable: true })
  sectionTotal: number | null;

  /** Its title in the report's language. */
  @Column('text', { nullable: true })
  sectionTitle: string | null;

  @Column('uuid')
  requestedBy: string;

  @Column('uuid', { nullable: true })
  requestedBySeat: string | null;

  /** Where the canonical bytes of the snapshot lie; fixed by the first attempt that gets so far. */
  @Column('uuid', { nullable: true })
  snapshotFile: string | null;

  /** SHA-256 of those bytes, hexadecimal. */
  @Column('text', { nullable: true })
  snapshotHash: string | null;

  @Column('text', { nullable: true })
  seal: EvaluationSnapshot['seal'] | null;

  /** How often a worker has begun it. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** How many of these count for nothing: something was away, or it was asked for anew since. */
  @Column('integer', { default: 0 })
  excused: number;

  /** When a worker is to look (again); while one is at it, when its silence means that it died. */
  @Column('timestamptz', { default: () => 'now()' })
  nextAttemptAt: Date;

  /** Bytes of the PDF. */
  @Column('integer', { nullable: true })
  size: number | null;

  @Column('integer', { nullable: true })
  pages: number | null;

  /** SHA-256 of the PDF, hexadecimal. */
  @Column('text', { nullable: true })
  sha256: string | null;

  @Column('text', { nullable: true })
  failure: ReportFailure | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  readyAt: Date | null;
}

export const reportsEntities = [ReportRow];

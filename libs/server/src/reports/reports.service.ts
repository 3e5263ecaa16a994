import { buffer } from 'node:stream/consumers';
import type { Facts } from '@consilium/domain/access';
import { isId, isLocale, isRefusal, refuse, type Id, type Locale } from '@consilium/domain/kernel';
import {
  readsVersion,
  reportFileName,
  reportVersions,
  type EvaluationSnapshot,
  type ReportFailure,
  type ReportState,
  type ReportVersion,
} from '@consilium/domain/reports';
import type { Actor, Outcome, ReadTransaction, UnitOfWork } from '../platform/database';
import { SealBroken, sha256 } from '../platform/seals';
import { fileKey, type FileStorage } from '../platform/storage';
import { erasuresIn, keptWith, withheldIn } from './build-report';
import { exportOf } from './export-report';
import { readSeal } from './sealed-file';
import { loadSince } from './since-seal';

/** A report as its readers see it in the list. */
export interface ReportView {
  readonly id: Id;
  readonly evaluationId: Id;
  readonly locale: Locale;
  readonly version: ReportVersion;
  readonly state: ReportState;
  /** The section being built; null before the first and after the last. */
  readonly section: {
    readonly index: number;
    readonly total: number;
    readonly title: string;
  } | null;
  readonly requestedBy: string;
  readonly seal: EvaluationSnapshot['seal'] | null;
  readonly snapshotHash: string | null;
  /** Bytes of the PDF. */
  readonly size: number | null;
  readonly pages: number | null;
  readonly sha256: string | null;
  readonly failure: ReportFailure | null;
  /** It was given up, or nothing was heard of it for so long that it may be started again. */
  readonly retryable: boolean;
  readonly createdAt: string;
  readonly readyAt: string | null;
}

export interface OpenedReport {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface GenerateReportInput {
  readonly operationId: Id;
  readonly evaluationId: Id;
  readonly locale: string;
  /** The version for the panel unless said otherwise. */
  readonly version?: string | null;
}

/** Whether a report, aliased as named, was given up, or was silent for ten minutes. */
const retryable = (r: string): string => `(${r}.state = 'failed' or ${r}.state <> 'ready'
  and coalesce(${r}.started_at, ${r}.created_at) < now() - interval '10 minutes')`;

/** Reports kept in the list; older ones stay in the database. */
const listed = 100;

const listStatement = {
  name: 'reports-list',
  text: `select r.id, r.evaluation_id as "evaluationId", r.locale, r.version, r.state,
    r.section_index, r.section_total, r.section_title, m.display_name as "requestedBy", r.seal,
    r.snapshot_hash as "snapshotHash", r.size, r.pages, r.sha256, r.failure,
    r.created_at as "createdAt", r.ready_at as "readyAt", e.reference,
    r.snapshot_file as "snapshotFile",
    to_char(coalesce(r.ready_at, r.created_at) at time zone o.time_zone, 'YYYY-MM-DD HH24:MI:SS')
      as "builtAt",
    ${retryable('r')} as retryable,
    exists (select 1 from round w where w.organisation_id = r.organisation_id
      and w.evaluation_id = r.evaluation_id and w.withheld_at > r.ready_at) as outdated
  from report r
  join evaluation e on e.organisation_id = r.organisation_id and e.id = r.evaluation_id
  join organisation o on o.id = r.organisation_id
  join member m on m.organisation_id = r.organisation_id and m.id = r.requested_by
  where ($1::uuid is null or r.evaluation_id = $1) and ($2::uuid is null or r.id = $2)
    and r.version = any($3::text[])
  order by r.created_at desc, r.id desc limit ${listed}`,
};

type ListRow = Omit<ReportView, 'section' | 'createdAt' | 'readyAt'> & {
  section_index: number | null;
  section_total: number | null;
  section_title: string | null;
  createdAt: Date;
  readyAt: Date | null;
  reference: string;
  builtAt: string;
  snapshotFile: Id | null;
  /** It holds figures of an anonymous round that are told nobody any more. */
  outdated: boolean;
};

const viewOf = ({
  section_index: index,
  section_total: total,
  section_title: title,
  reference: _reference,
  builtAt: _builtAt,
  snapshotFile: _snapshotFile,
  outdated: _outdated,
  ...row
}: ListRow): ReportView => ({
  ...row,
  section:
    row.state === 'building' && index !== null && total !== null
      ? { index, total, title: title ?? '' }
      : null,
  createdAt: row.createdAt.toISOString(),
  readyAt: row.readyAt?.toISOString() ?? null,
});

const versionsFor = (facts: Facts): ReportVersion[] =>
  reportVersions.filter((version) => readsVersion(version, facts));

/** Reports that one person may be waiting for; each takes a processor of the worker for a second. */
const reportsInFlight = 10;

/** Asking for reports, listing and opening them. They are built in the background. */
export class ReportsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly storage: FileStorage,
  ) {}

  /**
   * Asks for a report. While one of the same language and version waits or is built, that one is
   * returned: asking twice makes no second one.
   */
  async generateReport(actor: Actor, input: GenerateReportInput): Promise<Outcome<{ id: Id }>> {
    const { evaluationId, operationId, locale } = input;
    const version = reportVersions.find((one) => one === (input.version ?? 'panel'));
    if (!isLocale(locale) || version === undefined) return refuse('invalid_input');
    return this.unitOfWork.act<{ id: Id }>(
      actor,
      'report.generate',
      { kind: 'evaluation', id: evaluationId },
      { operationId },
      async (tx, { facts }) => {
        if (!readsVersion(version, facts)) return refuse('not_permitted');
        const id = tx.newId();
        const seatId = facts.seats[0]?.id ?? null;
        const [added] = await tx.rows<{ id: Id }>(
          `insert into report (organisation_id, id, evaluation_id, locale, version, requested_by,
             requested_by_seat, created_at)
           select $1::uuid, $2::uuid, $3::uuid, $4, $5, $6::uuid, $7::uuid, $8::timestamptz
            where (select count(*) from report r where r.organisation_id = $1 and r.requested_by = $6
              and r.state in ('queued', 'building')) < $9
           on conflict (organisation_id, evaluation_id, locale, version)
             where state in ('queued', 'building') do nothing
           returning id`,
          [
            actor.organisationId,
            id,
            evaluationId,
            locale,
            version,
            actor.principal.id,
            seatId,
            tx.now,
            reportsInFlight,
          ],
        );
        if (!added) {
          const [running] = await tx.rows<{ id: Id }>(
            `select id from report where evaluation_id = $1 and locale = $2 and version = $3
               and state in ('queued', 'building')`,
            [evaluationId, locale, version],
          );
          return running
            ? { id: running.id }
            : refuse('reports_in_flight', { max: reportsInFlight });
        }
        tx.record({ type: 'report.requested', subject: { kind: 'report', id }, seatId });
        tx.signal({ topic: 'report.changed', id });
        return { id };
      },
    );
  }

  /** Starts a report again that was given up, or of which nothing was heard for ten minutes. */
  async retryReport(
    actor: Actor,
    input: { readonly operationId: Id; readonly reportId: Id },
  ): Promise<Outcome<{ id: Id }>> {
    const { operationId, reportId: id } = input;
    return this.unitOfWork.act<{ id: Id }>(
      actor,
      'report.generate',
      { kind: 'report', id },
      { operationId, lock: 'subject' },
      async (tx, { evaluationId, facts }) => {
        const [row] = await tx.rows<{
          locale: Locale;
          version: ReportVersion;
          retryable: boolean;
        }>(
          `select r.locale, r.version, ${retryable('r')} as retryable from report r where r.id = $1`,
          [id],
        );
        if (!row || !readsVersion(row.version, facts)) return refuse('not_found');
        if (!row.retryable) return refuse('report_under_way');
        const [other] = await tx.rows(
          `select 1 from report where evaluation_id = $1 and locale = $2 and version = $3
             and id <> $4 and state in ('queued', 'building')`,
          [evaluationId, row.locale, row.version, id],
        );
        if (other) return refuse('report_under_way');
        await tx.rows(
          `update report set state = 'queued', failure = null, excused = attempts, started_at = $2,
             next_attempt_at = now(),
             section_index = null, section_total = null, section_title = null, seal = null,
             snapshot_file = null, snapshot_hash = null where id = $1`,
          [id, tx.now],
        );
        tx.record({
          type: 'report.requested',
          subject: { kind: 'report', id },
          seatId: facts.seats[0]?.id ?? null,
        });
        tx.signal({ topic: 'report.changed', id });
        return { id };
      },
    );
  }

  /** Reports of a file that the actor may open, newest first. Refused to the recused. */
  async reports(tx: ReadTransaction, evaluationId: Id): Promise<Outcome<ReportView[]>> {
    const decision = await this.unitOfWork.mayRead(tx, 'report.see', {
      kind: 'evaluation',
      id: evaluationId,
    });
    if (isRefusal(decision)) return decision;
    const rows = await tx.rows<ListRow & Record<string, unknown>>(listStatement, [
      evaluationId,
      null,
      versionsFor(decision.facts),
    ]);
    return rows.map(viewOf);
  }

  /** One of them, or null where the actor may not see it. */
  async reportById(tx: ReadTransaction, id: Id): Promise<ReportView | null> {
    const found = await this.find(tx, id);
    return isRefusal(found) ? null : viewOf(found);
  }

  /** The bytes of a report that is ready, compared with the hash that was noted of them. */
  async openReport(actor: Actor, id: Id): Promise<Outcome<OpenedReport>> {
    const found = await this.unitOfWork.read(actor, (tx) => this.find(tx, id));
    if (isRefusal(found)) return found;
    if (found.state !== 'ready' || found.snapshotHash === null) return refuse('report_not_ready');
    if (found.outdated) return refuse('report_outdated');
    const stored = await this.storage.open(fileKey(actor.organisationId, id));
    if (!stored) throw new Error(`the bytes of the report ${id} are not in the store`);
    const bytes = await buffer(stored);
    if (sha256(bytes) !== found.sha256) throw new SealBroken(`the bytes of the report ${id}`);
    const { snapshotHash } = found;
    return { name: reportFileName({ ...found, snapshotHash }, 'pdf'), bytes };
  }

  /**
   * What a report was made from, as its readers may have it, so that they can compute its hash again.
   * @throws SealBroken when what is kept of it no longer gives that hash.
   */
  async exportReport(actor: Actor, id: Id): Promise<Outcome<OpenedReport>> {
    const found = await this.unitOfWork.read(actor, async (tx) => {
      const report = await this.find(tx, id);
      if (isRefusal(report)) return report;
      const erasures = await erasuresIn(tx, report.evaluationId);
      const figures = await withheldIn(tx, report.evaluationId);
      return { report, erasures, figures, named: await isNamed(tx, report) };
    });
    if (isRefusal(found)) return found;
    const { state, snapshotHash, snapshotFile, version } = found.report;
    if (state !== 'ready' || snapshotHash === null || snapshotFile === null) {
      return refuse('report_not_ready');
    }
    if (!found.named) throw new SealBroken(`no event names what the report ${id} was made from`);
    const noted = { file: snapshotFile, hash: snapshotHash };
    const kept = await keptWith(this.storage, actor.organisationId, noted);
    if (!kept) throw new Error(`what the report ${id} was made from is not in the store`);
    const file = readSeal(kept);
    const recorded = await this.unitOfWork.read(actor, (tx) => loadSince(tx, file.snapshot));
    const exported = exportOf(file, version, { ...found, recorded });
    if (isRefusal(exported)) return exported;
    return {
      name: reportFileName({ ...found.report, snapshotHash }, 'json'),
      bytes: Buffer.from(`${JSON.stringify(exported, null, 2)}\n`),
    };
  }

  private async find(tx: ReadTransaction, id: Id): Promise<Outcome<ListRow>> {
    if (!isId(id)) return refuse('not_found');
    const decision = await this.unitOfWork.open(tx, 'report.see', { kind: 'report', id });
    if (isRefusal(decision)) return decision;
    const [row] = await tx.rows<ListRow & Record<string, unknown>>(listStatement, [
      null,
      id,
      versionsFor(decision.facts),
    ]);
    return row ?? this.unitOfWork.missing(tx.actor, 'report.see');
  }
}

/** Whether an event of the file names the seal that a report was made from; a draft has none. */
async function isNamed(
  tx: ReadTransaction,
  { seal, snapshotHash, evaluationId }: Pick<ListRow, 'seal' | 'snapshotHash' | 'evaluationId'>,
): Promise<boolean> {
  if (seal === null || seal === 'draft') return true;
  const named = await tx.rows(
    `select 1 from event where evaluation_id = $1 and data ->> 'hash' = $2
       and type in ('opinion.adopted', 'decision.recorded') limit 1`,
    [evaluationId, snapshotHash],
  );
  return named.length > 0;
}

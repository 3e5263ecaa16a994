import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { v7 } from 'uuid';
import { isRefusal, type Id, type Locale } from '@consilium/domain/kernel';
import {
  composeBySection,
  readerOfVersion,
  withErasures,
  withFiguresWithheld,
  type Erasure,
  type ReportDocument,
  type ReportFailure,
  type ReportState,
  type ReportVersion,
  type SinceSeal,
  type WithheldFigures,
} from '@consilium/domain/reports';
import {
  systemActor,
  type Actor,
  type ReadTransaction,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { troubleBehind } from '../platform/faults';
import { SealBroken, sealList, sha256, type KeptSeal } from '../platform/seals';
import { fileKey, type FileStorage } from '../platform/storage';
import type { TemplateLibrary } from '../templates';
import { loadSnapshot } from './load-snapshot';
import { renderPdf, TypstError } from './pdf';
import { loadSince } from './since-seal';
import { readSeal, standingSeal, takenApart, type SealedFile } from './sealed-file';

export interface ReportParts {
  readonly unitOfWork: UnitOfWork;
  readonly templates: TemplateLibrary;
  readonly storage: FileStorage;
}

/** How often building may fail before it is given up. */
export const mostAttempts = 3;

/** How often a dying worker may interrupt it: a report that kills its worker would do so for ever. */
const mostInterruptions = 10;

/** A worker that says nothing for so long has died; every step of a build says something. */
const silenceSeconds = 60;

const longestPauseSeconds = 300;

/** Pause before the next attempt, in seconds. */
export const pauseAfter = (attempts: number): number =>
  Math.min(longestPauseSeconds, 2 ** Math.min(attempts - 1, 20));

interface Begun {
  readonly evaluationId: Id;
  readonly locale: Locale;
  readonly version: ReportVersion;
  readonly requestedBy: Id;
  readonly attempts: number;
  readonly excused: number;
  readonly snapshotFile: Id | null;
  readonly snapshotHash: string | null;
}

/**
 * Builds one report: snapshot, blocks, pages, bytes. May be called any number of times, also after a
 * crash anywhere in it: the first snapshot that is noted stays, equal snapshots give equal bytes
 * under the report's own key, and one `report.ready` is recorded. The row says when it is tried again;
 * what cannot be built is marked as failed. An absent store, database or queue, or a full disk, is
 * waited for as long as it lasts. A practice file may be deleted meanwhile: then nothing is left of it.
 * Throws what went wrong.
 */
export async function buildReport(parts: ReportParts, job: BuildJob): Promise<void> {
  try {
    await build(parts, job);
  } catch (error) {
    if (!(error instanceof ReportGone)) throw error;
    await parts.storage.remove(fileKey(job.organisationId, job.reportId));
  }
}

interface BuildJob {
  readonly organisationId: Id;
  readonly reportId: Id;
  readonly attempt: number;
}

/** The report was deleted with its file. */
class ReportGone extends Error {}

async function build(
  { unitOfWork, templates, storage }: ReportParts,
  { organisationId, reportId, attempt }: BuildJob,
): Promise<void> {
  const actor = systemActor(organisationId, 'reports', `build-${reportId}`);
  const note = async <T>(change: (tx: WriteTransaction) => Promise<T>): Promise<T> => {
    const outcome = await unitOfWork.act(
      actor,
      'report.generate',
      { kind: 'report', id: reportId },
      { lock: 'subject' },
      change,
    );
    if (isRefusal(outcome)) {
      if (outcome.code === 'not_found') throw new ReportGone(`the report ${reportId} is gone`);
      throw new Error(`a report was refused: ${outcome.code}`);
    }
    return outcome as T;
  };

  const begun = await note((tx) => begin(tx, reportId, attempt));
  if (!begun) return;
  const counted = begun.attempts - begun.excused;
  if (counted > mostInterruptions) return fail(note, reportId, 'interrupted');
  try {
    const sealed = await snapshotOf(
      { unitOfWork, templates, storage },
      actor,
      reportId,
      begun,
      note,
    );
    const { erasures, figures, since } = await unitOfWork.read(actor, async (tx) => ({
      erasures: await erasuresIn(tx, begun.evaluationId),
      figures: await withheldIn(tx, begun.evaluationId),
      since: await loadSince(tx, sealed.snapshot),
    }));
    const shown = {
      ...sealed,
      snapshot: withFiguresWithheld(withErasures(sealed.snapshot, erasures), figures),
    };
    const document = await composed(shown, since, begun, note, reportId);
    const { bytes, pages } = await renderPdf(document);
    await put(storage, fileKey(organisationId, reportId), bytes);
    await note(async (tx) => {
      const [ready] = await tx.rows<{ id: Id }>(
        `update report set state = 'ready', ready_at = $2, size = $3, pages = $4, sha256 = $5,
           section_index = null, section_total = null, section_title = null
          where id = $1 and state = 'building' returning id`,
        [reportId, tx.now, bytes.length, pages, sha256(bytes)],
      );
      if (!ready) return null;
      tx.record({
        type: 'report.ready',
        subject: { kind: 'report', id: reportId },
        data: { reportId, requestedBy: begun.requestedBy },
      });
      tx.signal({ topic: 'report.changed', id: reportId });
      return null;
    });
  } catch (error) {
    if (error instanceof ReportGone) throw error;
    if (error instanceof SealBroken) {
      // Trying again would find the same.
      await fail(note, reportId, 'seal_broken');
      throw error;
    }
    const excused = troubleBehind(error) !== null;
    if (excused || counted < mostAttempts) await tryLater(note, reportId, begun, excused);
    else await fail(note, reportId, error instanceof TypstError ? 'layout' : 'internal');
    throw error;
  }
}

type Note = <T>(change: (tx: WriteTransaction) => Promise<T>) => Promise<T>;

/** Null when there is nothing left to build, or a later attempt has begun. */
async function begin(tx: WriteTransaction, reportId: Id, attempt: number): Promise<Begun | null> {
  const [row] = await tx.rows<Begun & { state: ReportState }>(
    `update report set state = 'building', attempts = $3, started_at = $2,
        next_attempt_at = now() + make_interval(secs => $4)
      where id = $1 and state in ('queued', 'building') and attempts <= $3
      returning evaluation_id as "evaluationId", locale, version, requested_by as "requestedBy",
        attempts, excused, snapshot_file as "snapshotFile", snapshot_hash as "snapshotHash", state`,
    [reportId, tx.now, attempt, silenceSeconds],
  );
  if (row) tx.signal({ topic: 'report.changed', id: reportId });
  return row ?? null;
}

const tryLater = (
  note: Note,
  reportId: Id,
  { attempts }: Begun,
  excused: boolean,
): Promise<unknown> =>
  note((tx) =>
    tx.rows(
      `update report set next_attempt_at = now() + make_interval(secs => $2),
          excused = excused + $3::integer
        where id = $1 and state = 'building' and attempts = $4`,
      [reportId, pauseAfter(attempts), excused ? 1 : 0, attempts],
    ),
  );

const fail = (note: Note, reportId: Id, failure: ReportFailure): Promise<void> =>
  note(async (tx) => {
    const [failed] = await tx.rows(
      `update report set state = 'failed', failure = $2, section_index = null, section_total = null,
         section_title = null where id = $1 and state = 'building' returning id`,
      [reportId, failure],
    );
    if (!failed) return;
    tx.record({
      type: 'report.failed',
      subject: { kind: 'report', id: reportId },
      data: { reportId, failure },
    });
    tx.signal({ topic: 'report.changed', id: reportId });
  }).then(() => undefined);

/** The snapshot that the first attempt noted, else a new one, noted now. */
async function snapshotOf(
  { unitOfWork, templates, storage }: ReportParts,
  actor: Actor,
  reportId: Id,
  begun: Begun,
  note: Note,
): Promise<SealedFile> {
  if (begun.snapshotFile !== null && begun.snapshotHash !== null) {
    const known = await keptWith(storage, actor.organisationId, {
      file: begun.snapshotFile,
      hash: begun.snapshotHash,
    });
    if (known) return readSeal(known);
  }
  const taken = await unitOfWork.readSnapshot(actor, (tx) =>
    snapshotFor(tx, templates, begun.evaluationId),
  );
  const file = v7();
  const key = fileKey(actor.organisationId, file);
  await put(storage, key, Buffer.from(JSON.stringify(taken.kept)));
  try {
    await note((tx) =>
      tx.rows(`update report set snapshot_file = $2, snapshot_hash = $3, seal = $4 where id = $1`, [
        reportId,
        file,
        taken.kept.hash,
        taken.snapshot.seal,
      ]),
    );
  } catch (error) {
    // What is deleted names no bytes that came afterwards.
    if (error instanceof ReportGone) await storage.remove(key);
    throw error;
  }
  return taken;
}

/**
 * What a report of this file is made from: the snapshot that sealed it, while it is sealed, so that
 * every report carries the hash that the members were sent; else its state at this instant.
 */
async function snapshotFor(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<SealedFile> {
  const sealed = await standingSeal(tx, evaluationId);
  if (sealed) return sealed;
  const snapshot = await loadSnapshot(tx, templates, evaluationId);
  if (!snapshot) throw new ReportGone(`no evaluation ${evaluationId}`);
  return readSeal(sealList(await takenApart(tx, snapshot)));
}

/** Documents filed in the evaluation whose content is gone, whenever the snapshot was made. */
export async function erasuresIn(tx: ReadTransaction, evaluationId: Id): Promise<Erasure[]> {
  const rows = await tx.rows<{ documentId: Id; title: string; purgedAt: Date }>(
    `select distinct d.id as "documentId", d.title, d.purged_at as "purgedAt"
       from filed_document s
       join document d on d.organisation_id = s.organisation_id and d.id = s.document_id
      where s.evaluation_id = $1 and d.purged_at is not null`,
    [evaluationId],
  );
  return rows.map((row) => ({ ...row, purgedAt: row.purgedAt.toISOString() }));
}

/** Statements whose figures are told nobody any more, whenever the snapshot was made. */
export const withheldIn = (tx: ReadTransaction, evaluationId: Id): Promise<WithheldFigures[]> =>
  tx.rows<WithheldFigures & Record<string, unknown>>(
    `select number, withheld_statements as statements from round
      where evaluation_id = $1 and withheld_statements <> '{}'`,
    [evaluationId],
  );

/** The blocks, telling the section that is being built. */
async function composed(
  { snapshot, kept, hashAlg }: SealedFile,
  since: SinceSeal,
  { locale, version }: Begun,
  note: Note,
  reportId: Id,
): Promise<ReportDocument> {
  const steps = composeBySection(snapshot, {
    locale,
    snapshotHash: kept.hash,
    hashAlg,
    // Not the clock: the same snapshot gives the same bytes, whenever it is set.
    createdAt: snapshot.takenAt,
    since,
    reader: readerOfVersion(version),
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { index, total, title } = step.value;
    await note(async (tx) => {
      await tx.rows(
        `update report set section_index = $2, section_total = $3, section_title = $4,
            next_attempt_at = now() + make_interval(secs => $5)
          where id = $1 and state = 'building'`,
        [reportId, index, total, title, silenceSeconds],
      );
      tx.signal({ topic: 'report.changed', id: reportId });
      return null;
    });
  }
}

async function put(storage: FileStorage, key: string, bytes: Buffer): Promise<void> {
  const arrived = await storage.receive(key, Readable.from([bytes]));
  try {
    await arrived.keep();
  } finally {
    await arrived.discard();
  }
}

/** The seal that a report was made from, as it was noted; null where the store has lost it. */
export async function keptWith(
  storage: FileStorage,
  organisationId: Id,
  noted: { readonly file: Id; readonly hash: string },
): Promise<KeptSeal | null> {
  const bytes = await storage.open(fileKey(organisationId, noted.file));
  if (!bytes) return null;
  const words = await text(bytes);
  const { hashAlg, canonical, entries } = JSON.parse(words) as Partial<KeptSeal>;
  const { hash } = noted;
  // Reports of before kept the bytes of the whole file alone.
  return canonical === undefined || hashAlg === undefined
    ? { hash, hashAlg: 'sha256', canonical: words, entries: null }
    : { hash, hashAlg, canonical, entries: entries ?? null };
}

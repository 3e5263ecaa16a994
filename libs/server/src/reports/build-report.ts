import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { v7 } from 'uuid';
import { canonicalJson, isRefusal, type Id, type Locale } from '@consilium/domain/kernel';
import {
  composeBySection,
  readableSchemas,
  readerOfVersion,
  readSnapshot,
  withErasures,
  type Erasure,
  type EvaluationSnapshot,
  type ReportDocument,
  type ReportFailure,
  type ReportState,
  type ReportVersion,
} from '@consilium/domain/reports';
import {
  systemActor,
  type Actor,
  type ReadTransaction,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import { troubleBehind } from '../platform/faults';
import { fileKey, type FileStorage } from '../platform/storage';
import type { TemplateLibrary } from '../templates';
import { loadSnapshot } from './load-snapshot';
import { renderPdf, TypstError } from './pdf';

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

/** A snapshot with its canonical bytes (RFC 8785) and their hash. */
export interface SealedBytes {
  readonly snapshot: EvaluationSnapshot;
  readonly canonical: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

export const sealedBytes = (snapshot: EvaluationSnapshot): SealedBytes => {
  const canonical = canonicalJson(snapshot);
  return { snapshot, canonical, hash: sha256(canonical) };
};

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Builds one report: snapshot, blocks, pages, bytes. May be called any number of times, also after a
 * crash anywhere in it: the first snapshot that is noted stays, equal snapshots give equal bytes
 * under the report's own key, and one `report.ready` is recorded. The row says when it is tried again;
 * what cannot be built is marked as failed. An absent store, database or queue, or a full disk, is
 * waited for as long as it lasts. Throws what went wrong.
 */
export async function buildReport(
  { unitOfWork, templates, storage }: ReportParts,
  {
    organisationId,
    reportId,
    attempt,
  }: { readonly organisationId: Id; readonly reportId: Id; readonly attempt: number },
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
    if (isRefusal(outcome)) throw new Error(`a report was refused: ${outcome.code}`);
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
    const erasures = await unitOfWork.read(actor, (tx) => erasuresIn(tx, begun.evaluationId));
    const shown = { ...sealed, snapshot: withErasures(sealed.snapshot, erasures) };
    const document = await composed(shown, begun, note, reportId);
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
): Promise<SealedBytes> {
  if (begun.snapshotFile !== null) {
    const known = await stored(storage, actor.organisationId, begun.snapshotFile);
    if (known) return known;
  }
  const taken = await unitOfWork.readSnapshot(actor, (tx) =>
    snapshotFor(tx, templates, begun.evaluationId),
  );
  const file = v7();
  await put(storage, fileKey(actor.organisationId, file), Buffer.from(taken.canonical));
  await note((tx) =>
    tx.rows(`update report set snapshot_file = $2, snapshot_hash = $3, seal = $4 where id = $1`, [
      reportId,
      file,
      taken.hash,
      taken.snapshot.seal,
    ]),
  );
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
): Promise<SealedBytes> {
  const [sealed] = await tx.rows<{ canonical: string; hash: string }>(
    `select z.canonical, z.hash from snapshot z
      join evaluation e on e.organisation_id = z.organisation_id and e.id = z.evaluation_id
      where e.id = $1 and e.sealed and z.content->>'schema' = any($2)
      order by z.sealed_at desc, z.id desc limit 1`,
    [evaluationId, readableSchemas],
  );
  if (sealed) {
    return { ...sealed, snapshot: readSnapshot(sealed.canonical) };
  }
  const snapshot = await loadSnapshot(tx, templates, evaluationId);
  if (!snapshot) throw new Error(`no evaluation ${evaluationId}`);
  return sealedBytes(snapshot);
}

/** Documents filed in the evaluation whose content is gone, whenever the snapshot was made. */
async function erasuresIn(tx: ReadTransaction, evaluationId: Id): Promise<Erasure[]> {
  const rows = await tx.rows<{ documentId: Id; title: string; purgedAt: Date }>(
    `select distinct d.id as "documentId", d.title, d.purged_at as "purgedAt"
       from filed_document s
       join document d on d.organisation_id = s.organisation_id and d.id = s.document_id
      where s.evaluation_id = $1 and d.purged_at is not null`,
    [evaluationId],
  );
  return rows.map((row) => ({ ...row, purgedAt: row.purgedAt.toISOString() }));
}

/** The blocks, telling the section that is being built. */
async function composed(
  { snapshot, hash }: SealedBytes,
  { locale, version }: Begun,
  note: Note,
  reportId: Id,
): Promise<ReportDocument> {
  const steps = composeBySection(snapshot, {
    locale,
    snapshotHash: hash,
    // Not the clock: the same snapshot gives the same bytes, whenever it is set.
    createdAt: snapshot.takenAt,
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

async function stored(
  storage: FileStorage,
  organisationId: Id,
  file: Id,
): Promise<SealedBytes | null> {
  const bytes = await storage.open(fileKey(organisationId, file));
  if (!bytes) return null;
  const canonical = await text(bytes);
  return {
    canonical,
    hash: sha256(canonical),
    snapshot: readSnapshot(canonical),
  };
}

import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { decideInOrganisation } from '@consilium/domain/access';
import {
  fileTypes,
  checkUploadQuota,
  uploadAllowance,
  type UploadAllowance,
  judgeFile,
  maxFileBytes,
  maxFileMegabytes,
  parseFileName,
  uploadsAtOnce,
  type UploadedLately,
  type UploadQuota,
} from '@consilium/domain/evidence';
import {
  isId,
  isRefusal,
  refuse,
  RefusedError,
  type Id,
  type Refusal,
} from '@consilium/domain/kernel';
import {
  memberIdOf,
  systemActor,
  type Actor,
  type Outcome,
  type ReadTransaction,
  type UnitOfWork,
} from '../platform/database';
import { fileKey, type ArrivedFile, type FileScanner, type FileStorage } from '../platform/storage';
import type { ScanState } from './evidence.entities';
import { fileForDownload } from './evidence.queries';
import { sniff } from './sniff';

export interface Upload {
  readonly operationId?: Id | undefined;
  /** As the person's computer calls it. */
  readonly name: string;
  /** Bytes announced, when the client knows. */
  readonly announced: number | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface UploadedFile {
  readonly id: Id;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly scan: ScanState;
}

export interface OpenedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly bytes: Readable;
}

/** Files without a document, and bytes without a file, are given this long: 24 hours. */
export const orphanAfterMs = 24 * 3_600_000;

/** How many rows one sweep takes at once. */
const sweepBatch = 500;

const tooLarge = (): Refusal => refuse('file_too_large', { max: maxFileMegabytes });

/**
 * Bytes in and out. They are received, looked into and stored outside any transaction; the row that
 * makes them a file is a write like any other.
 */
export class FilesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly storage: FileStorage,
    /** Null: files are marked as not scanned. */
    private readonly scanner: FileScanner | null,
    private readonly quota: UploadQuota,
  ) {}

  /** Files that are being received by this process, by who sends them. */
  private readonly arriving = new Map<Id, number>();

  /** What the actor can still bring in today; null for who may not. */
  async allowance(tx: ReadTransaction): Promise<UploadAllowance | null> {
    if (decideInOrganisation('file.upload', tx.actor)) return null;
    return uploadAllowance(this.quota, await uploadedLately(tx));
  }

  /**
   * Takes one file. Whatever goes wrong on the way (too large, cut short, disguised, infected) leaves
   * neither row nor bytes. The file belongs to nobody's library until a document is made of it.
   */
  async uploadFile(actor: Actor, upload: Upload): Promise<Outcome<UploadedFile>> {
    const refusal = decideInOrganisation('file.upload', actor);
    if (refusal) return refusal;
    if (upload.operationId !== undefined && !isId(upload.operationId)) {
      return refuse('invalid_input');
    }
    const name = parseFileName(upload.name);
    if (isRefusal(name)) return name;
    if (upload.announced !== null && upload.announced > maxFileBytes) return tooLarge();
    const lately = await this.unitOfWork.read(actor, (tx) => uploadedLately(tx));
    const beyond = checkUploadQuota(this.quota, lately, upload.announced ?? 0);
    if (beyond) return beyond;
    this.unitOfWork.demandRoom(upload.announced ?? 0);
    const { id: sender } = actor.principal;
    const sending = this.arriving.get(sender) ?? 0;
    if (sending >= uploadsAtOnce) return refuse('uploads_at_once', { max: uploadsAtOnce });
    this.arriving.set(sender, sending + 1);
    try {
      return await this.receive(actor, upload, name);
    } finally {
      const left = (this.arriving.get(sender) ?? 1) - 1;
      if (left > 0) this.arriving.set(sender, left);
      else this.arriving.delete(sender);
    }
  }

  private async receive(
    actor: Actor,
    upload: Upload,
    name: string,
  ): Promise<Outcome<UploadedFile>> {
    const id = v7();
    const key = fileKey(actor.organisationId, id);
    const hash = createHash('sha256');
    const measured = { size: 0 };
    let arrived: ArrivedFile;
    try {
      arrived = await this.storage.receive(key, measure(upload, hash, measured));
    } catch (error) {
      if (error instanceof RefusedError) return error.refusal;
      throw error;
    }
    try {
      const type = judgeFile(name, await sniff(arrived.path));
      if (isRefusal(type)) return type;
      const scan = await this.scanned(arrived.path);
      if (isRefusal(scan)) return scan;
      const file: UploadedFile = {
        id,
        name,
        mediaType: fileTypes[type].mediaType,
        size: measured.size,
        sha256: hash.digest('hex'),
        scan,
      };
      // What others wrote meanwhile may have taken the room: then nothing of it is kept.
      this.unitOfWork.demandRoom(0);
      await arrived.keep();
      return await this.register(actor, upload.operationId, file, key);
    } finally {
      await arrived.discard();
    }
  }

  /** The bytes of a file that belongs to a document the actor is cleared for; else not found. */
  async openFile(actor: Actor, fileId: Id): Promise<Outcome<OpenedFile>> {
    if (!isId(fileId)) return refuse('not_found');
    const file = await this.unitOfWork.read(actor, (tx) => fileForDownload(tx, fileId));
    if (!file) return this.unitOfWork.missing(actor, 'evidence.see');
    if (file.purged) return refuse('document_purged');
    const bytes = await this.storage.open(fileKey(actor.organisationId, fileId));
    if (!bytes) throw new Error(`the bytes of the file ${fileId} are not in the store`);
    return { name: file.name, mediaType: file.mediaType, size: file.size, bytes };
  }

  /** Deletes bytes whose rows say that they are purged; the sweep makes sure of it later. */
  async removeBytes(organisationId: Id, fileIds: readonly Id[]): Promise<void> {
    for (const id of fileIds) await this.storage.remove(fileKey(organisationId, id));
  }

  /**
   * Clears what nobody will ask for: files that no document was made of within a day, bytes left by a
   * crash, bytes of purged documents that could not be deleted at once. Returns how many it removed.
   */
  async sweepOrphans(organisationId: Id, now: Date): Promise<number> {
    const actor = systemActor(organisationId, 'file-sweep', v7());
    const before = new Date(now.getTime() - orphanAfterMs);
    const swept = await this.unitOfWork.actInOrganisation(actor, 'file.sweep', {}, async (tx) => {
      const orphans = await tx.rows<{ id: Id }>(
        `delete from stored_file f where f.id in (
           select o.id from stored_file o where o.uploaded_at < $1
             and not exists (select 1 from document_version v
               where v.organisation_id = o.organisation_id and v.file_id = o.id)
           order by o.uploaded_at limit $2 for update skip locked)
         returning f.id`,
        [before, sweepBatch],
      );
      for (const { id } of orphans) {
        tx.record({ type: 'file.swept', subject: { kind: 'file', id } });
      }
      const purged = await tx.rows<{ id: Id }>(
        'select id from stored_file where purged_at is not null and not bytes_gone limit $1',
        [sweepBatch],
      );
      return { orphans: orphans.map(({ id }) => id), purged: purged.map(({ id }) => id) };
    });
    if (isRefusal(swept)) throw new RefusedError(swept);
    await this.removeBytes(organisationId, [...swept.orphans, ...swept.purged]);
    if (swept.purged.length > 0) {
      await this.unitOfWork.actInOrganisation(actor, 'file.sweep', {}, async (tx) => {
        await tx.rows('update stored_file set bytes_gone = true where id = any($1)', [
          swept.purged,
        ]);
        return true;
      });
    }
    await this.storage.clearArrivals(before);
    return swept.orphans.length + swept.purged.length + (await this.sweepBytes(actor, before));
  }

  /** Removes bytes that no row knows: their upload ended between the store and the database. */
  private async sweepBytes(actor: Actor, before: Date): Promise<number> {
    const idOf = (key: string): Id => key.split('/')[1] ?? '';
    const keys: string[] = [];
    for await (const { key } of this.storage.keptBefore(actor.organisationId, before)) {
      keys.push(key);
    }
    let removed = 0;
    for (let start = 0; start < keys.length; start += sweepBatch) {
      const ids = keys.slice(start, start + sweepBatch).map(idOf);
      const known = await this.unitOfWork.read(actor, (tx) =>
        tx.rows<{ id: Id }>('select id from stored_file where id = any($1)', [ids]),
      );
      const kept = new Set(known.map(({ id }) => id));
      const lost = ids.filter((id) => !kept.has(id));
      await this.removeBytes(actor.organisationId, lost);
      removed += lost.length;
    }
    return removed;
  }

  private async scanned(path: string): Promise<ScanState | Refusal> {
    if (!this.scanner) return 'not_scanned';
    return (await this.scanner.scan(path)) === 'infected' ? refuse('file_infected') : 'clean';
  }

  /**
   * Makes a file of kept bytes. Should the database not answer, the bytes stay for the sweep: the
   * commit may have happened.
   */
  private async register(
    actor: Actor,
    operationId: Id | undefined,
    file: UploadedFile,
    key: string,
  ): Promise<Outcome<UploadedFile>> {
    const registered = await this.unitOfWork.actInOrganisation(
      actor,
      'file.upload',
      { operationId },
      async (tx) => {
        // One after the other: many at once must not count what each of them does not see.
        await tx.rows(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
          `uploads ${actor.organisationId}`,
        ]);
        const beyond = checkUploadQuota(this.quota, await uploadedLately(tx), file.size);
        if (beyond) return beyond;
        await tx.rows(
          `insert into stored_file (organisation_id, id, name, media_type, size, sha256, scan,
             uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            actor.organisationId,
            file.id,
            file.name,
            file.mediaType,
            file.size,
            file.sha256,
            file.scan,
            actor.principal.id,
            tx.now,
          ],
        );
        // The hash is meant to be known: it proves what was examined, also after a purge.
        tx.record({
          type: 'file.uploaded',
          subject: { kind: 'file', id: file.id },
          data: { sha256: file.sha256 },
        });
        return { id: file.id };
      },
    );
    if (isRefusal(registered)) {
      await this.storage.remove(key);
      return registered;
    }
    // A repeat of an upload that had succeeded: the first file stands.
    if (registered.id !== file.id) await this.storage.remove(key);
    return { ...file, id: registered.id };
  }
}

/** What the actor and her organisation brought in within the last day, purged or not. */
async function uploadedLately(tx: ReadTransaction): Promise<UploadedLately> {
  const [row] = await tx.rows<{ person: string; organisation: string }>(
    `select coalesce(sum(size) filter (where uploaded_by = $2), 0) as person,
       coalesce(sum(size), 0) as organisation
     from stored_file where organisation_id = $1 and uploaded_at > now() - interval '24 hours'`,
    [tx.actor.organisationId, memberIdOf(tx.actor)],
  );
  return { byPerson: Number(row?.person), byOrganisation: Number(row?.organisation) };
}

/** Passes bytes on, hashing and counting; stops at the limit, and refuses a stream that ends early. */
async function* measure(
  upload: Upload,
  hash: ReturnType<typeof createHash>,
  measured: { size: number },
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of upload.bytes) {
      measured.size += chunk.byteLength;
      if (measured.size > maxFileBytes) throw new RefusedError(tooLarge());
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    // What breaks here is the sender's side: the store's own faults arise outside.
    throw error instanceof RefusedError ? error : new RefusedError(refuse('upload_cut_short'));
  }
  if (measured.size === 0) throw new RefusedError(refuse('file_empty'));
  if (upload.announced !== null && measured.size !== upload.announced) {
    throw new RefusedError(refuse('upload_cut_short'));
  }
}

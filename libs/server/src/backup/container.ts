import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import * as v from 'valibot';
import { altered, BackupError, cutShort } from './backup-error';
import { ByteReader } from './byte-reader';
import { newSealing, openSealing, sealed, unsealed, type Sealing } from './sealing';

/*
 * One file: a line that says what it is, a line of JSON (the head), and a body, which is entries,
 * compressed (gzip) and, with a passphrase, encrypted. An entry is a frame of JSON, frames of bytes and
 * an empty frame; a frame is four bytes of length and so many bytes. The last entry holds the number
 * of the others and the SHA-256 of all their frames: without it the file was cut.
 */

const magic = 'CONSILIUM BACKUP 1';
const longestHead = 1_000_000;
const longestFrame = 16 * 1024 * 1024;

/** What a backup says of itself. */
export interface Head {
  /** ISO instant of the database's state. */
  readonly takenAt: string;
  /** Names of the migrations its tables have, in order. */
  readonly schema: readonly string[];
  readonly sealing: Sealing | null;
}

const HeadShape = v.object({
  takenAt: v.string(),
  schema: v.array(v.string()),
  sealing: v.nullable(
    v.object({
      cipher: v.literal('aes-256-gcm'),
      kdf: v.literal('scrypt'),
      n: v.number(),
      salt: v.string(),
      check: v.string(),
    }),
  ),
});

/** A table with its rows as PostgreSQL copies them out, or the bytes of a stored file. */
export type EntryHead =
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'file'; readonly store: 'files' | 'reports'; readonly key: string };

export interface Entry {
  readonly head: EntryHead;
  readonly bytes: AsyncIterable<Buffer>;
}

const frame = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

async function* framed(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const counted = (bytes: Buffer): Buffer => {
    const framed = frame(bytes);
    hash.update(framed);
    return framed;
  };
  let written = 0;
  for await (const { head, bytes } of entries) {
    yield counted(Buffer.from(JSON.stringify(head)));
    for await (const chunk of bytes) if (chunk.length > 0) yield counted(chunk);
    yield counted(Buffer.alloc(0));
    written += 1;
  }
  yield frame(
    Buffer.from(JSON.stringify({ kind: 'end', entries: written, sha256: hash.digest('hex') })),
  );
}

/**
 * Writes a backup, readable by its owner only, whole or not at all.
 *
 * @throws {BackupError} when there is a file of that name already.
 */
export async function writeContainer(
  file: string,
  about: Omit<Head, 'sealing'>,
  entries: AsyncIterable<Entry>,
  passphrase: string | null,
): Promise<void> {
  if (fs.existsSync(file)) {
    throw new BackupError(`${file} exists already, and a backup never replaces a file.`);
  }
  const protection = passphrase === null ? null : await newSealing(passphrase);
  const head: Head = { ...about, sealing: protection?.sealing ?? null };
  const begin = Buffer.from(`${magic}\n${JSON.stringify(head)}\n`);
  const unfinished = `${file}.unfinished`;
  fs.rmSync(unfinished, { force: true });
  const target = fs.createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true });
  try {
    await pipeline(
      Readable.from(framed(entries), { objectMode: false }),
      createGzip({ level: constants.Z_BEST_SPEED }),
      async function* (compressed: AsyncIterable<Buffer>) {
        yield begin;
        yield* protection ? sealed(compressed, protection.key, begin) : compressed;
      },
      target,
    );
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
}

/** A backup that was opened: its head is read, its body is read by `entries`. */
export interface OpenedContainer {
  readonly head: Head;
  /** Each entry's bytes are read, or passed over, before the next one. */
  entries(): AsyncGenerator<Entry>;
}

/**
 * Opens a backup.
 *
 * @throws {BackupError} when it is none, needs another passphrase, was cut or altered; the last two
 *   may show only while its entries are read.
 */
export async function openContainer(
  file: string,
  passphrase: string | null,
): Promise<OpenedContainer> {
  const outer = new ByteReader(fs.createReadStream(file));
  const first = await outer.line(magic.length);
  if (first?.toString() !== magic) throw new BackupError(`${file} is not a backup of Consilium.`);
  const second = await outer.line(longestHead);
  if (!second) throw cutShort();
  const head = readHead(second);
  const begin = Buffer.from(`${magic}\n${second.toString()}\n`);
  const key = head.sealing && (await openSealing(head.sealing, passphrase));
  const compressed = key ? unsealed(outer, key, begin) : outer.rest();
  return { head, entries: () => entriesOf(compressed) };
}

function readHead(line: Buffer): Head {
  try {
    return v.parse(HeadShape, JSON.parse(line.toString()));
  } catch {
    throw altered();
  }
}

async function* entriesOf(compressed: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const gunzip = createGunzip();
  const fed = pipeline(Readable.from(compressed), gunzip);
  // The failure is read from the stream; unheard here it would end the process.
  fed.catch(() => undefined);
  const reader = new ByteReader(gunzip);
  const hash = createHash('sha256');
  const next = async (): Promise<Buffer> => {
    const length = await reader.read(4);
    if (!length) throw cutShort();
    if (length.readUInt32BE() > longestFrame) throw altered();
    const bytes = await reader.read(length.readUInt32BE());
    if (!bytes) throw cutShort();
    return bytes;
  };
  const count = (bytes: Buffer): void => void hash.update(frame(bytes));
  try {
    for (let read = 0; ; read += 1) {
      const first = await next();
      const head = JSON.parse(first.toString()) as EntryHead | End;
      if (head.kind === 'end') {
        if (head.entries !== read || head.sha256 !== hash.digest('hex')) throw altered();
        return;
      }
      count(first);
      let over = false;
      const chunk = async (): Promise<IteratorResult<Buffer>> => {
        if (over) return { done: true, value: undefined };
        const bytes = await next();
        count(bytes);
        over = bytes.length === 0;
        return over ? { done: true, value: undefined } : { done: false, value: bytes };
      };
      // Without `return`: who stops in the middle of an entry leaves the rest to be passed over.
      const bytes = { [Symbol.asyncIterator]: () => ({ next: chunk }) };
      yield { head, bytes };
      for await (const passed of bytes) void passed;
    }
  } catch (error) {
    throw asBackupError(error);
  }
}

interface End {
  readonly kind: 'end';
  readonly entries: number;
  readonly sha256: string;
}

/** What decompressing and parsing say of a damaged file is no use to whoever restores. */
function asBackupError(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'Z_BUF_ERROR') return cutShort();
  if (code?.startsWith('Z_') || error instanceof SyntaxError) return altered();
  return error;
}

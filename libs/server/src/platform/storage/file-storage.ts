import type { Readable } from 'node:stream';

/** Bytes that have arrived and are not yet kept under their key. */
export interface ArrivedFile {
  /** Path of the bytes on this machine, for looking inside them before they are kept. */
  readonly path: string;
  /** Puts the bytes under their key, whole or not at all; when it resolves they survive a crash. */
  keep(): Promise<void>;
  /** Forgets the bytes. May be called at any time, also after `keep`, where it does nothing. */
  discard(): Promise<void>;
}

export interface StoredKey {
  readonly key: string;
  readonly since: Date;
}

/**
 * Where the bytes of files lie. Keys are `<organisation>/<file>`, both uuids; names given by people
 * never reach it. Fits a folder as well as an object store: nothing is appended or renamed by key.
 */
export interface FileStorage {
  /** Receives a stream beside the store. A stream that fails leaves nothing. */
  receive(key: string, bytes: AsyncIterable<Uint8Array>): Promise<ArrivedFile>;
  /** The bytes under a key, or null when there are none. */
  open(key: string): Promise<Readable | null>;
  /** Deletes the bytes; no complaint when there are none. */
  remove(key: string): Promise<void>;
  /** Keys of an organisation whose bytes were kept before an instant. */
  keptBefore(organisationId: string, instant: Date): AsyncIterable<StoredKey>;
  /** Removes what arrived before an instant and was neither kept nor discarded: a crash in between. */
  clearArrivals(instant: Date): Promise<void>;
  /** Rejects, with a reason that names no secret, when bytes could not be kept here now. */
  reach(): Promise<void>;
}

const part = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const shape = new RegExp(`^${part}/${part}$`);

/** A key as it was given. Whatever else is asked for is no file's. */
export function demandKey(key: string): string {
  if (!shape.test(key)) throw new TypeError('not a key of a file');
  return key;
}

/** The key of a file. */
export const fileKey = (organisationId: string, fileId: string): string =>
  demandKey(`${organisationId}/${fileId}`);

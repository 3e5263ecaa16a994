import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { promisify } from 'node:util';
import { altered, BackupError, cutShort } from './backup-error';
import type { ByteReader } from './byte-reader';

/** How the body of a backup is encrypted; stands in its head, readable by everybody. */
export interface Sealing {
  readonly cipher: 'aes-256-gcm';
  readonly kdf: 'scrypt';
  /** Cost of the key derivation: 2^17, about 128 MiB of memory for each guess. */
  readonly n: number;
  /** 16 random bytes, hexadecimal: no two backups have one key. */
  readonly salt: string;
  /** Tells a wrong passphrase from altered bytes. */
  readonly check: string;
}

const cost = { n: 2 ** 17, r: 8, p: 1 } as const;
const chunkBytes = 64 * 1024;
const tagBytes = 16;

const derive = promisify(scrypt) as (
  passphrase: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer>;

const keyOf = (passphrase: string, salt: string, n: number): Promise<Buffer> =>
  derive(passphrase.normalize('NFC'), Buffer.from(salt, 'hex'), 32, {
    N: n,
    r: cost.r,
    p: cost.p,
    maxmem: 256 * n * cost.r,
  });

const checkOf = (key: Buffer): Buffer =>
  createHmac('sha256', key).update('consilium backup').digest();

/** A new key for one backup. */
export async function newSealing(passphrase: string): Promise<{ sealing: Sealing; key: Buffer }> {
  const salt = randomBytes(16).toString('hex');
  const key = await keyOf(passphrase, salt, cost.n);
  const check = checkOf(key).toString('hex');
  return { sealing: { cipher: 'aes-256-gcm', kdf: 'scrypt', n: cost.n, salt, check }, key };
}

/** The key again, from the passphrase of whoever restores. */
export async function openSealing(sealing: Sealing, passphrase: string | null): Promise<Buffer> {
  if (passphrase === null) {
    throw new BackupError('The backup is encrypted: give its passphrase.');
  }
  // More would let a forged head take all memory.
  if (sealing.n !== cost.n) throw altered();
  const key = await keyOf(passphrase, sealing.salt, sealing.n);
  const check = Buffer.from(sealing.check, 'hex');
  const own = checkOf(key);
  if (check.length !== own.length || !timingSafeEqual(check, own)) {
    throw new BackupError('The passphrase is not the one this backup was made with.');
  }
  return key;
}

/** One chunk's nonce: its number, so that none can be moved, left out or written twice. */
function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

/** What a chunk is bound to besides its number: the head of its backup, and whether it is the last. */
const boundTo = (head: Buffer, last: boolean): Buffer =>
  Buffer.concat([createHash('sha256').update(head).digest(), Buffer.from([last ? 1 : 0])]);

/** Encrypts a stream in chunks: four bytes of length, one that marks the last, ciphertext, tag. */
export async function* sealed(
  plain: AsyncIterable<Buffer>,
  key: Buffer,
  head: Buffer,
): AsyncGenerator<Buffer> {
  let number = 0;
  let waiting = Buffer.alloc(0);
  const chunk = (bytes: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number++));
    cipher.setAAD(boundTo(head, last));
    const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
    const before = Buffer.alloc(5);
    before.writeUInt32BE(text.length);
    before[4] = last ? 1 : 0;
    return Buffer.concat([before, text, cipher.getAuthTag()]);
  };
  for await (const bytes of plain) {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length > chunkBytes) {
      yield chunk(waiting.subarray(0, chunkBytes), false);
      waiting = waiting.subarray(chunkBytes);
    }
  }
  yield chunk(waiting, true);
}

/** @throws {BackupError} for a stream that ends before its last chunk, or is not what was written. */
export async function* unsealed(
  reader: ByteReader,
  key: Buffer,
  head: Buffer,
): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const before = await reader.read(5);
    if (!before) throw cutShort();
    const length = before.readUInt32BE();
    if (length > chunkBytes) throw altered();
    const last = before[4] === 1;
    const text = await reader.read(length + tagBytes);
    if (!text) throw cutShort();
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number));
    decipher.setAAD(boundTo(head, last));
    decipher.setAuthTag(text.subarray(length));
    let plain: Buffer;
    try {
      plain = Buffer.concat([decipher.update(text.subarray(0, length)), decipher.final()]);
    } catch {
      throw altered();
    }
    yield plain;
    if (last) return;
  }
}

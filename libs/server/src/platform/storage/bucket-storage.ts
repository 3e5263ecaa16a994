import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Arrivals } from './arrivals';
import type { Bucket } from './bucket';
import { demandKey, type ArrivedFile, type FileStorage, type StoredKey } from './file-storage';

/**
 * Files in a bucket, below a prefix of their own. They arrive on this machine first, so that what is
 * sent has a known length and hash, and a sender who stops halfway never reaches the store.
 */
export class BucketStorage implements FileStorage {
  constructor(
    private readonly bucket: Bucket,
    private readonly prefix: string,
    private readonly arrivals: Arrivals,
  ) {}

  async receive(key: string, bytes: AsyncIterable<Uint8Array>): Promise<ArrivedFile> {
    const target = this.keyOf(key);
    const hash = createHash('sha256');
    const measured = { size: 0 };
    const arrived = await this.arrivals.receive(measure(bytes, hash, measured));
    const sha256 = hash.digest();
    return {
      path: arrived,
      discard: () => this.arrivals.discard(arrived),
      keep: async () => {
        await this.bucket.put(target, arrived, measured.size, sha256);
        await this.arrivals.discard(arrived);
      },
    };
  }

  async open(key: string): Promise<Readable | null> {
    return this.bucket.get(this.keyOf(key));
  }

  async remove(key: string): Promise<void> {
    await this.bucket.remove(this.keyOf(key));
  }

  async *keptBefore(organisationId: string, instant: Date): AsyncIterable<StoredKey> {
    for await (const { key, since } of this.bucket.list(`${this.prefix}/${organisationId}/`)) {
      if (since < instant) yield { key: key.slice(this.prefix.length + 1), since };
    }
  }

  clearArrivals(instant: Date): Promise<void> {
    return this.arrivals.clear(instant);
  }

  async reach(): Promise<void> {
    if (!(await this.bucket.exists())) {
      throw new Error('the object store has no such bucket, or not for this key');
    }
  }

  private keyOf(key: string): string {
    return `${this.prefix}/${demandKey(key)}`;
  }
}

async function* measure(
  bytes: AsyncIterable<Uint8Array>,
  hash: Hash,
  measured: { size: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    measured.size += chunk.byteLength;
    hash.update(chunk);
    yield chunk;
  }
}

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as pause } from 'node:timers/promises';
import type { S3mini } from 's3mini';
import type { BucketConfiguration } from '../configuration';
import { ServiceAway } from '../faults';

/** A store that is restarting, or closes a connection it had kept open, is asked again after these. */
const againAfterMs = [100, 600];
/** How long a question without a file in it may take. */
const shortMs = 5_000;
const perPage = 1_000;

export interface BucketEntry {
  readonly key: string;
  readonly since: Date;
}

/**
 * One bucket of an S3-compatible store. What goes wrong is told by the store's code alone: its own
 * messages repeat the key, the signature and the request.
 */
export class Bucket {
  private constructor(private readonly client: S3mini) {}

  /** The client is loaded here, so that a start without a bucket never pays for it. */
  static async open(configuration: BucketConfiguration): Promise<Bucket> {
    const { S3mini } = await import('s3mini');
    const { endpoint, bucket, region, accessKey, secretKey } = configuration;
    return new Bucket(
      new S3mini({
        endpoint: `${endpoint}/${bucket}`,
        region,
        accessKeyId: accessKey,
        secretAccessKey: secretKey,
        fetch: (input, init) => fetch(input, { ...init, ...howToSend(init?.method) }),
      }),
    );
  }

  /** Stores a file of this machine: the store shows it whole, after its hash was right, or not at all. */
  put(key: string, file: string, size: number, sha256: Buffer): Promise<void> {
    return this.ask('keep bytes', async () => {
      await this.client.putObject(
        key,
        // A stream of no length would be sent in chunks, which stores refuse.
        size === 0 ? '' : (Readable.toWeb(createReadStream(file)) as globalThis.ReadableStream),
        'application/octet-stream',
        undefined,
        { 'x-amz-checksum-sha256': sha256.toString('base64') },
        size,
      );
    });
  }

  /** The bytes as they come, or null when there are none. */
  async get(key: string): Promise<Readable | null> {
    const answer = await this.ask('give bytes', () => this.client.getObjectResponse(key));
    if (!answer) return null;
    return answer.body ? Readable.fromWeb(answer.body as ReadableStream) : Readable.from([]);
  }

  async remove(key: string): Promise<void> {
    await this.ask('remove bytes', () =>
      this.client.deleteObject(key).catch((fault: Fault) => {
        if (fault.status !== 404) throw fault;
      }),
    );
  }

  /** What lies under a prefix, in the order of keys. */
  async *list(prefix: string): AsyncIterable<BucketEntry> {
    let next: string | undefined;
    do {
      const page = await this.ask('list keys', () =>
        this.client.listObjectsPaged('/', prefix, perPage, next),
      );
      if (!page) throw new Error('the object store has no such bucket');
      for (const { Key, LastModified } of page.objects ?? []) {
        yield { key: Key, since: LastModified };
      }
      next = page.nextContinuationToken;
    } while (next);
  }

  async exists(): Promise<boolean> {
    return this.ask('show its bucket', () => this.client.bucketExists());
  }

  /** False when the store refuses to. */
  async create(): Promise<boolean> {
    return this.ask('make the bucket', () => this.client.createBucket());
  }

  private async ask<T>(what: string, question: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      const outcome = await question().then(
        (answer) => ({ answer }),
        (fault: Fault) => ({ fault }),
      );
      if ('answer' in outcome) return outcome.answer;
      const again = againAfterMs[tries];
      if (again === undefined || !mayPass(outcome.fault)) {
        throw new ServiceAway(
          'storage',
          `the object store did not ${what}: ${codeOf(outcome.fault)}`,
          isFullStore(outcome.fault) ? { cause: { code: 'ENOSPC' } } : {},
        );
      }
      await pause(again);
    }
  }
}

/** Files may take their time as long as they move; everything else is answered soon or not at all. */
function howToSend(method = 'GET'): {
  duplex: 'half';
  redirect: 'error';
  signal?: AbortSignal;
} {
  // The store is the one that was named: what it says of another place is not followed there.
  const always = { duplex: 'half', redirect: 'error' } as const;
  if (method === 'PUT' || method === 'GET') return always;
  return { ...always, signal: AbortSignal.timeout(shortMs) };
}

/** What the client and Node.js throw, as far as it is told. */
interface Fault {
  readonly status?: number;
  readonly serviceCode?: string;
  readonly code?: string;
  readonly name?: string;
  readonly cause?: Fault;
}

/** Whether the same question may be answered a moment later. */
function mayPass({ status, name }: Fault): boolean {
  if (status === undefined) return name !== 'TimeoutError';
  return status >= 500 || status === 429;
}

/** What stores answer that have no room left. */
const isFullStore = ({ status, serviceCode }: Fault): boolean =>
  status === 507 ||
  /^(XMinioStorageFull|QuotaExceeded|InsufficientStorage)/.test(serviceCode ?? '');

function codeOf({ status, serviceCode, code, name, cause }: Fault): string {
  if (status !== undefined) return `${status} ${serviceCode ?? ''}`.trim();
  return cause?.code ?? code ?? cause?.name ?? name ?? 'no answer';
}

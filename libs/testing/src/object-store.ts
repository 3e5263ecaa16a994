import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a spec may have the store do to a request instead of answering it. */
export type StoreFault =
  /** Breaks the connection while the bytes of the request are on their way. */
  | 'cut'
  /** Says that it is too busy. */
  | 'busy'
  /** Takes the bytes with one of them changed on the way. */
  | 'damage'
  /** Sends whoever asks to another address. */
  | URL;

export interface ObjectStore {
  /** For STORAGE_URL. */
  readonly url: string;
  /** What lies in its bucket, whole objects only. */
  readonly keys: readonly string[];
  /** Asked for each request that is signed well. */
  fault: (method: string, key: string) => StoreFault | null;
  /** Awaited in the middle of the bytes of an answer. */
  halfway: () => Promise<void>;
  close(): Promise<void>;
}

export const storeSecret = 'a/very+secret=key';
const accessKey = 'CONSILIUMTEST';
const region = 'eu-test-1';
const emptyHash = createHash('sha256').update('').digest('hex');

interface Kept {
  readonly bytes: Buffer;
  readonly since: Date;
}

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

/**
 * The part of the S3 protocol that the product speaks, over HTTP on loopback, kept in memory: one
 * bucket, single requests, signatures computed anew from the request as it came, hashes compared.
 * Nothing it takes is seen before it is whole, as with the real ones.
 */
export async function startObjectStore({
  bucket = true,
  mayCreate = true,
  perPage = 1_000,
} = {}): Promise<ObjectStore> {
  const objects = new Map<string, Kept>();
  const state = { exists: bucket };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '/', 'http://store');
    demandSignature(request);
    const [, name, ...rest] = url.pathname.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const fault = store.fault(method, key);
    if (fault === 'busy') throw new Refused(503, 'SlowDown');
    if (fault instanceof URL) {
      response.writeHead(307, { location: fault.href }).end();
      return;
    }
    if (fault === 'cut') {
      await new Promise<void>((resolve) => request.once('data', () => resolve()).resume());
      request.socket.destroy();
      return;
    }
    if (key === '' && method === 'PUT') return create(response);
    if (name !== 'files' || !state.exists) throw new Refused(404, 'NoSuchBucket');
    if (key === '') return method === 'HEAD' ? end(response, 200) : list(url, response);
    if (method === 'PUT') return take(key, request, response, fault === 'damage');
    if (method === 'DELETE') {
      objects.delete(key);
      return end(response, 204);
    }
    return give(objects.get(key), response);
  }

  function create(response: ServerResponse): void {
    if (state.exists) throw new Refused(409, 'BucketAlreadyOwnedByYou');
    if (!mayCreate) throw new Refused(403, 'AccessDenied');
    state.exists = true;
    end(response, 200);
  }

  async function take(
    key: string,
    request: IncomingMessage,
    response: ServerResponse,
    damage: boolean,
  ): Promise<void> {
    if (request.headers['content-length'] === undefined) {
      throw new Refused(411, 'MissingContentLength');
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (damage) bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
    const hash = createHash('sha256').update(bytes).digest('base64');
    if (request.headers['x-amz-checksum-sha256'] !== hash) throw new Refused(400, 'BadDigest');
    objects.set(key, { bytes, since: new Date() });
    end(response, 200);
  }

  async function give(kept: Kept | undefined, response: ServerResponse): Promise<void> {
    if (!kept) throw new Refused(404, 'NoSuchKey');
    const half = Math.floor(kept.bytes.length / 2);
    response.writeHead(200, { 'content-length': kept.bytes.length });
    response.write(kept.bytes.subarray(0, half));
    await store.halfway();
    response.end(kept.bytes.subarray(half));
  }

  function list(url: URL, response: ServerResponse): void {
    const prefix = url.searchParams.get('prefix') ?? '';
    const after = url.searchParams.get('continuation-token') ?? '';
    const most = Math.min(Number(url.searchParams.get('max-keys') ?? perPage), perPage);
    const waiting = [...objects.keys()]
      .sort()
      .filter((key) => key.startsWith(prefix) && key > after);
    const page = waiting.slice(0, most);
    const more = waiting.length > page.length;
    const entries = page.map(
      (key) =>
        `<Contents><Key>${key}</Key><LastModified>${objects.get(key)!.since.toISOString()}</LastModified></Contents>`,
    );
    const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    end(
      response,
      200,
      `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`,
    );
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!(error instanceof Refused)) return response.destroy();
      // Like the real ones, which repeat what was sent.
      const repeated = request.headers.authorization ?? '';
      return end(
        response,
        error.status,
        `<Error><Code>${error.code}</Code><Message>${repeated}</Message></Error>`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = `${accessKey}:${encodeURIComponent(storeSecret)}`;
  const store: ObjectStore = {
    url: `s3://${credentials}@127.0.0.1:${port}/files?region=${region}&tls=0`,
    get keys() {
      return [...objects.keys()].sort();
    },
    fault: () => null,
    halfway: async () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return store;
}

function end(response: ServerResponse, status: number, xml = ''): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
}

/** Signature version 4, from the request as it arrived. */
function demandSignature({ method = '', url = '/', headers }: IncomingMessage): void {
  const [, scope, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+?), ?SignedHeaders=(\S+?), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  if (!scope || !signedHeaders || !signature) throw new Refused(403, 'AccessDenied');
  const [key, day = '', ...service] = scope.split('/');
  if (key !== accessKey) throw new Refused(403, 'InvalidAccessKeyId');
  if (service.join('/') !== `${region}/s3/aws4_request`) {
    throw new Refused(400, 'AuthorizationHeaderMalformed');
  }
  const names = signedHeaders.split(';');
  const unsigned = Object.keys(headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !names.includes(name),
  );
  if (unsigned.length > 0) throw new Refused(403, 'AccessDenied');
  const [path = '', query = ''] = url.split('?');
  const canonical = [
    method,
    path,
    query.split('&').sort().join('&'),
    ...names.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    signedHeaders,
    headers['x-amz-content-sha256'] ?? emptyHash,
  ].join('\n');
  const time = String(headers['x-amz-date'] ?? '');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const hmac = (secret: string | Buffer, text: string): Buffer =>
    createHmac('sha256', secret).update(text).digest();
  const signing = [day, ...service].reduce<string | Buffer>(hmac, `AWS4${storeSecret}`);
  const words = ['AWS4-HMAC-SHA256', time, `${day}/${service.join('/')}`, digest].join('\n');
  if (hmac(signing, words).toString('hex') !== signature) {
    throw new Refused(403, 'SignatureDoesNotMatch');
  }
}

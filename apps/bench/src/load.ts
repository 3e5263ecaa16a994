import { Agent, request } from 'node:http';
import type { Running } from './processes';

/** One client's next request. */
export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Looks at the answer: what the next shot needs, or a complaint. */
  readonly check: (status: number, body: string) => void;
}

/** Throughput in requests per second; latencies and processor time per request in milliseconds. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  /** Of the serving process alone, without its database. */
  readonly processor: number;
}

const post = (port: number, agent: Agent, shot: Shot): Promise<void> =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify(shot.body);
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: shot.path,
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...shot.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          try {
            shot.check(response.statusCode ?? 0, Buffer.concat(chunks).toString());
            resolve();
          } catch (error) {
            reject(error as Error);
          }
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

/** Lets each client shoot one request after the other for a time, after a warm-up not counted. */
export async function load(
  server: Pick<Running, 'port' | 'processorTime'>,
  clients: number,
  seconds: number,
  next: (client: number) => Shot,
): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let requests = 0;
  const usedBefore = server.processorTime();
  const begun = performance.now();
  const warm = begun + Math.min(1_000, seconds * 250);
  const end = warm + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_unused, client) => {
      for (let now = performance.now(); now < end; now = performance.now()) {
        await post(server.port, agent, next(client));
        requests += 1;
        if (now >= warm) times.push(performance.now() - now);
      }
    }),
  );
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    processor: (server.processorTime() - usedBefore) / requests,
  };
}

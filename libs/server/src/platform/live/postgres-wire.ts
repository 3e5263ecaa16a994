import { Client, type QueryConfig } from 'pg';
import type { Logger } from 'pino';
import { within } from '../faults';
import { answerWithinMs, beatMs, channel, retryAfterMs, type Wire, type WireEars } from './wire';

/** Between processes that share a PostgreSQL server; reconnects by itself. */
export function postgresWire(url: string, logger: Logger): Wire {
  let ears: WireEars | null = null;
  let client: Client | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  /** What was asked last, answered or not: the connection takes one question after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  const ask = (question: string | QueryConfig): Promise<unknown> => {
    const asked = turn.then(() => {
      if (!client) throw new Error('the live connection is down');
      return client.query(question);
    });
    turn = asked.catch(() => undefined);
    return within(asked, answerWithinMs);
  };

  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: url,
      application_name: 'consilium-live',
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
    });
    const end = (): void => void next.end().catch(() => undefined);
    next.on('notification', ({ payload }) => payload && ears?.message(payload));
    // An idle connection that ends says so here, whether or not there was an error.
    next.on('error', (error) => fail(next, error));
    next.on('end', () => fail(next, new Error('the connection ended')));
    try {
      await next.connect();
      await within(next.query(`listen ${channel}`), answerWithinMs);
    } catch (error) {
      end();
      throw error;
    }
    if (closed) return end();
    turn = Promise.resolve();
    client = next;
  };
  const fail = (failed: Client, error: unknown): void => {
    if (client !== failed) return;
    client = null;
    // A peer that fell silent would never answer a polite goodbye.
    (
      failed as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy();
    if (closed) return;
    logger.warn({ err: error }, 'live connection lost, trying again');
    ears?.lost();
    retry = setTimeout(() => void reconnect(), retryAfterMs);
  };
  const reconnect = async (): Promise<void> => {
    if (closed) return;
    try {
      await connect();
      if (!closed) ears?.back();
    } catch {
      retry = setTimeout(() => void reconnect(), retryAfterMs);
    }
  };
  const beat = setInterval(() => {
    const asked = client;
    if (!asked) return;
    ask('select 1').catch((error: unknown) => fail(asked, error));
  }, beatMs);
  beat.unref();

  return {
    async open(given) {
      ears = given;
      await connect();
    },
    async send(text) {
      await ask({
        name: 'live-send',
        text: 'select pg_notify($1, $2)',
        values: [channel, text],
      });
    },
    async close() {
      closed = true;
      clearInterval(beat);
      clearTimeout(retry);
      await client?.end();
    },
  };
}

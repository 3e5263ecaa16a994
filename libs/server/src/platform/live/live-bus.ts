import { EventEmitter } from 'node:events';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Logger } from 'pino';
import type { Id } from '@consilium/domain/kernel';
import type { Signal, SignalSink } from '../database';

/** A signal as it travels between processes: identifiers only. */
export interface LiveSignal extends Signal {
  readonly organisationId: Id;
}

/** Carries batches of signals between processes; at most once. */
interface Wire {
  open(receive: (text: string) => void): Promise<void>;
  send(text: string): Promise<void>;
  close(): Promise<void>;
}

const channel = 'consilium_live';
/** PostgreSQL refuses payloads of 8,000 bytes. */
const payloadLimit = 7_500;
const flushEveryMs = 20;
const retryAfterMs = 1_000;

/**
 * Tells every process that something changed. Signals are gathered for a moment after their commits
 * and sent in one message from a connection of their own, because a NOTIFY inside a writing
 * transaction serialises all commits. What is lost on the way, clients fetch after reconnecting.
 */
export class LiveBus implements SignalSink {
  private readonly local = new EventEmitter().setMaxListeners(0);
  private waiting: LiveSignal[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly wire: Wire,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    await this.wire.open((text) => {
      for (const signal of JSON.parse(text) as LiveSignal[]) {
        this.local.emit(signal.organisationId, signal);
      }
    });
  }

  publish(organisationId: Id, signals: readonly Signal[]): void {
    if (signals.length === 0) return;
    this.waiting.push(...signals.map((signal) => ({ organisationId, ...signal })));
    this.timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }

  /** Calls `listener` for each signal of the organisation until the returned function is called. */
  subscribe(organisationId: Id, listener: (signal: LiveSignal) => void): () => void {
    this.local.on(organisationId, listener);
    return () => this.local.off(organisationId, listener);
  }

  async close(): Promise<void> {
    if (this.timer) await this.flush();
    await this.wire.close();
  }

  private async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const batch = this.waiting;
    this.waiting = [];
    try {
      for (const text of messages(batch)) await this.wire.send(text);
    } catch (error) {
      this.logger.warn({ err: error, lost: batch.length }, 'live signals were not sent');
    }
  }
}

function* messages(batch: readonly LiveSignal[]): Generator<string> {
  let parts: string[] = [];
  let size = 2;
  const seen = new Set<string>();
  for (const signal of batch) {
    const text = JSON.stringify(signal);
    if (seen.has(text)) continue;
    seen.add(text);
    if (size + text.length + 1 > payloadLimit) {
      yield `[${parts.join(',')}]`;
      parts = [];
      size = 2;
    }
    parts.push(text);
    size += text.length + 1;
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`;
}

/** Between processes that share a PostgreSQL server; reconnects by itself. */
export function postgresWire(url: string, logger: Logger): Wire {
  let client: Client | null = null;
  let closed = false;
  let receive: (text: string) => void = () => undefined;
  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: url,
      application_name: 'consilium-live',
      keepAlive: true,
    });
    next.on('notification', (message) => message.payload && receive(message.payload));
    next.on('error', (error) => {
      if (client === next) client = null;
      void next.end().catch(() => undefined);
      if (closed) return;
      logger.warn({ err: error }, 'live connection lost, trying again');
      setTimeout(() => void reconnect(), retryAfterMs).unref();
    });
    await next.connect();
    await next.query(`listen ${channel}`);
    client = next;
  };
  const reconnect = async (): Promise<void> => {
    try {
      if (!closed) await connect();
    } catch {
      setTimeout(() => void reconnect(), retryAfterMs).unref();
    }
  };
  return {
    async open(listener) {
      receive = listener;
      await connect();
    },
    async send(text) {
      if (!client) throw new Error('the live connection is down');
      await client.query({
        name: 'live-send',
        text: 'select pg_notify($1, $2)',
        values: [channel, text],
      });
    },
    async close() {
      closed = true;
      await client?.end();
    },
  };
}

/** Between processes that share a Redis server. */
export function redisWire(url: string, logger: Logger): Wire {
  const sender = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
  const receiver = new Redis(url, { lazyConnect: true });
  for (const redis of [sender, receiver]) {
    redis.on('error', (error) => logger.warn({ err: error }, 'live connection to Redis'));
  }
  return {
    async open(listener) {
      await Promise.all([sender.connect(), receiver.connect()]);
      receiver.on('message', (_channel, text) => listener(text));
      await receiver.subscribe(channel);
    },
    async send(text) {
      await sender.publish(channel, text);
    },
    async close() {
      receiver.disconnect();
      sender.disconnect();
    },
  };
}

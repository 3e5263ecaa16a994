import { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import type { Id } from '@consilium/domain/kernel';
import type { Signal, SignalSink } from '../database';
import type { Wire } from './wire';

/** A signal as it travels between processes: identifiers only. */
export interface LiveSignal extends Signal {
  readonly organisationId: Id;
}

/**
 * What concerns everybody who listens, whatever for. `again`: signals may have been lost, so what is
 * shown must be read again. `away`: none come at present; `again` follows when they do.
 */
export type LiveNews = 'again' | 'away';

/** PostgreSQL refuses payloads of 8,000 bytes. */
const payloadLimit = 7_500;
const flushEveryMs = 20;
/** Shorter interruptions are only made up for; longer ones are told while they last. */
const awayAfterMs = 2_000;
const oweEveryMs = 1_000;

/**
 * How long signals are remembered for who begins to listen, in milliseconds: a page reads and asks to
 * be told at the same time, and what changes between the two is told nowhere else.
 */
const rememberedMs = 8_000;
/** More are not remembered; who begins to listen reads again instead. */
const rememberedMost = 10_000;

/** A message to all processes: signals were lost on their way. */
const lostSome = JSON.stringify('again');
const newsEvent = Symbol('news');

/**
 * Tells every process that something changed. Signals are gathered for a moment after their commits
 * and sent in one message from a connection of their own, because a NOTIFY inside a writing
 * transaction serialises all commits. Delivery is at most once; whenever a signal may have been lost,
 * by a cut wire, a message that could not be sent, or a process that died between its commit and
 * its message, all who listen are told to read again.
 */
export class LiveBus implements SignalSink {
  private readonly local = new EventEmitter().setMaxListeners(0);
  private waiting: LiveSignal[] = [];
  private timer: NodeJS.Timeout | null = null;
  private absence: NodeJS.Timeout | null = null;
  private isAway = false;
  private recent: { readonly at: number; readonly signal: LiveSignal }[] = [];
  /** From then on every signal came, and none was forgotten but for its age; of `performance.now()`. */
  private completeSince = Number.NEGATIVE_INFINITY;
  /** Signals of this process were not sent: it tries until all have heard so. */
  private owing: NodeJS.Timeout | null = null;

  constructor(
    private readonly wire: Wire,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    await this.wire.open({
      message: (text) => this.receive(text),
      lost: () => {
        this.absence ??= setTimeout(() => {
          this.isAway = true;
          this.tell('away');
        }, awayAfterMs).unref();
      },
      back: () => {
        if (this.absence) clearTimeout(this.absence);
        this.absence = null;
        this.isAway = false;
        this.miss();
      },
    });
    // Whatever a predecessor of this process committed and did not live to tell.
    await this.tellAll();
  }

  publish(organisationId: Id, signals: readonly Signal[]): void {
    if (signals.length === 0) return;
    this.waiting.push(...signals.map((signal) => ({ organisationId, ...signal })));
    this.timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }

  /**
   * Calls `listener` for each signal of the organisation, those of the last seconds included, until the
   * returned function is called.
   */
  subscribe(organisationId: Id, listener: (signal: LiveSignal) => void): () => void {
    this.forgetOld();
    for (const { signal } of this.recent) {
      if (signal.organisationId === organisationId) listener(signal);
    }
    this.local.on(organisationId, listener);
    return () => this.local.off(organisationId, listener);
  }

  /**
   * Calls `listener` whenever signals were or are being lost, at once when they are now or were in the
   * last seconds, until the returned function is called.
   */
  onNews(listener: (news: LiveNews) => void): () => void {
    this.local.on(newsEvent, listener);
    if (this.isAway) listener('away');
    else if (performance.now() - this.completeSince < rememberedMs) listener('again');
    return () => this.local.off(newsEvent, listener);
  }

  async close(): Promise<void> {
    if (this.timer) await this.flush();
    if (this.absence) clearTimeout(this.absence);
    if (this.owing) clearInterval(this.owing);
    await this.wire.close();
  }

  private tell(news: LiveNews): void {
    this.local.emit(newsEvent, news);
  }

  /** Some signals did not come, whoever listens. */
  private miss(): void {
    this.completeSince = performance.now();
    this.tell('again');
  }

  private receive(text: string): void {
    if (text === lostSome) return this.miss();
    this.forgetOld();
    const at = performance.now();
    for (const signal of JSON.parse(text) as LiveSignal[]) {
      this.recent.push({ at, signal });
      this.local.emit(signal.organisationId, signal);
    }
  }

  private forgetOld(): void {
    const oldest = performance.now() - rememberedMs;
    const kept = this.recent.findIndex(({ at }) => at >= oldest);
    this.recent.splice(0, kept < 0 ? this.recent.length : kept);
    const tooMany = this.recent.splice(0, Math.max(0, this.recent.length - rememberedMost));
    this.completeSince = Math.max(this.completeSince, tooMany.at(-1)?.at ?? this.completeSince);
  }

  private async tellAll(): Promise<void> {
    try {
      await this.wire.send(lostSome);
      if (this.owing) clearInterval(this.owing);
      this.owing = null;
    } catch {
      this.owing ??= setInterval(() => void this.tellAll(), oweEveryMs).unref();
    }
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
      await this.tellAll();
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

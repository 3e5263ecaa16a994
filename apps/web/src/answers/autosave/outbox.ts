import {
  clean,
  step,
  type Attempt,
  type Draft,
  type DraftEvent,
  type RefusalLike,
  type ServerAnswer,
  type WaitingFor,
  type Words,
} from './draft';
import { placeKey, type DraftsStore, type Place } from './drafts-store';

/** What became of one attempt. */
export type SendResult =
  | { readonly kind: 'saved'; readonly answer: ServerAnswer }
  | { readonly kind: 'conflict'; readonly theirs: ServerAnswer }
  | { readonly kind: 'refused'; readonly refusal: RefusalLike }
  | { readonly kind: 'unreachable'; readonly why: WaitingFor };

/** The world around the outbox. */
export interface OutboxPorts {
  readonly store: DraftsStore;
  send(place: Place, attempt: Attempt): Promise<SendResult>;
  newOperationId(): string;
  now(): Date;
}

export interface OutboxEntry {
  readonly place: Place;
  readonly draft: Draft;
  readonly since: string;
}

/** Pause after the last keystroke before words are sent, in milliseconds. */
export const pauseMs = 800;
/** First and longest time before an unreachable server is tried again, in milliseconds. */
const retryMs = { first: 2_000, longest: 60_000 } as const;

/**
 * The words of one person in one organisation on their way to the server: typed words are kept on the
 * device at once, sent after a pause, and dropped when the server has them. Each question has at most
 * one attempt under way; what waits is sent in the order in which it was begun.
 */
export class Outbox {
  private readonly entries = new Map<string, OutboxEntry>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
  private retryDelay: number = retryMs.first;
  private flushing: Promise<void> | null = null;
  private shown: readonly OutboxEntry[] = [];

  constructor(
    readonly owner: { readonly person: string; readonly organisation: string },
    private readonly ports: OutboxPorts,
  ) {}

  /** Takes up what was left on this device by the same person, and sends it. */
  async open(): Promise<void> {
    const kept = await this.ports.store.of(this.owner.person, this.owner.organisation);
    for (const { place, draft, since } of kept) {
      const key = placeKey(place);
      if (this.entries.has(key)) continue;
      // Nobody knows what became of an attempt that was under way when the page was left.
      const taken: Draft =
        draft.status === 'sending'
          ? { status: 'waiting', attempt: draft.attempt, newer: draft.newer, why: 'network' }
          : draft;
      this.entries.set(key, { place, draft: taken, since });
    }
    this.tell();
    await this.flush();
  }

  /** The draft of one question. */
  draftOf(place: Pick<Place, 'partId' | 'questionKey' | 'siteId'>): Draft {
    return this.entries.get(placeKey({ ...place, ...this.owner } as Place))?.draft ?? clean;
  }

  /** Every question with words that the server has not confirmed, the oldest first. */
  pending(): readonly OutboxEntry[] {
    return this.shown;
  }

  typed(place: Place, words: Words, known: { words: Words; version: number }): void {
    this.apply(place, { type: 'typed', words, known: known.words, version: known.version });
  }

  /** The answer stands although its question changed. */
  confirm(place: Place, answer: ServerAnswer): void {
    const { state, value, comment, version } = answer;
    this.apply(place, { type: 'confirmed', words: { state, value, comment }, version });
  }

  /** The field was left: nothing more is waited for. */
  left(place: Place): void {
    this.apply(place, { type: 'due', operationId: this.ports.newOperationId() });
  }

  resolve(place: Place, words: Words): void {
    this.apply(place, { type: 'resolved', words });
  }

  /** Lets words go that the server does not take. */
  discard(place: Place): void {
    this.apply(place, { type: 'discarded' });
  }

  /**
   * Sends everything that waits, one after the other, and ends when all is known or the server
   * cannot be reached.
   */
  async flush(): Promise<void> {
    this.flushing ??= this.flushOnce().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  /** Sends at once what belongs to a part; true when the server then has all of it. */
  async settle(partId: string): Promise<boolean> {
    const ofPart = () => this.shown.filter(({ place }) => place.partId === partId);
    for (let round = 0; round < 20; round += 1) {
      for (const { place, draft } of ofPart()) {
        if (draft.status === 'typing') this.left(place);
        if (draft.status === 'waiting') this.apply(place, { type: 'retry' });
      }
      const open = ofPart();
      if (open.length === 0) return true;
      if (open.every(({ draft }) => draft.status !== 'sending')) return false;
      await new Promise<void>((resolve) => {
        const stop = this.subscribe(() => {
          stop();
          resolve();
        });
      });
    }
    return false;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    if (this.retryTimer) clearTimeout(this.retryTimer);
    this.retryTimer = null;
  }

  private async flushOnce(): Promise<void> {
    for (const { place } of [...this.shown]) {
      const { draft } = this.entries.get(placeKey(place)) ?? { draft: clean };
      if (draft.status === 'typing') this.left(place);
      else if (draft.status === 'waiting') this.apply(place, { type: 'retry' });
      else continue;
      await this.settled(place);
      const after = this.draftOf(place);
      if (after.status === 'waiting') return;
    }
  }

  /** Resolves when no attempt of the question is under way. */
  private async settled(place: Place): Promise<void> {
    while (this.draftOf(place).status === 'sending') {
      await new Promise<void>((resolve) => {
        const stop = this.subscribe(() => {
          stop();
          resolve();
        });
      });
    }
  }

  private apply(place: Place, event: DraftEvent): void {
    const key = placeKey(place);
    const before = this.entries.get(key);
    const { draft, command } = step(before?.draft ?? clean, event);
    if (draft === before?.draft) return;
    const fresh = before === undefined || before.draft.status === 'clean';
    const since = fresh ? this.ports.now().toISOString() : before.since;
    this.entries.set(key, { place, draft, since });
    if (draft.status === 'clean') {
      this.cancel(key);
      void this.ports.store.drop(place);
    } else {
      void this.ports.store.keep({ place, draft, since });
    }
    if (command === 'schedule') this.schedule(key, place, pauseMs);
    if (command === 'sendSoon') this.schedule(key, place, 0);
    if (command === 'send' && draft.status === 'sending') {
      this.cancel(key);
      void this.transmit(place, draft.attempt);
    }
    this.tell();
  }

  private async transmit(place: Place, attempt: Attempt): Promise<void> {
    const result = await this.ports.send(place, attempt);
    if (result.kind !== 'unreachable') this.retryDelay = retryMs.first;
    switch (result.kind) {
      case 'saved':
        return this.apply(place, { type: 'saved', answer: result.answer });
      case 'conflict':
        return this.apply(place, { type: 'conflicted', theirs: result.theirs });
      case 'refused':
        return this.apply(place, { type: 'refused', refusal: result.refusal });
      case 'unreachable':
        this.apply(place, { type: 'unreachable', why: result.why });
        if (result.why !== 'session') this.tryAgainLater();
    }
  }

  private tryAgainLater(): void {
    this.retryTimer ??= setTimeout(() => {
      this.retryTimer = null;
      this.retryDelay = Math.min(this.retryDelay * 2, retryMs.longest);
      void this.flush();
    }, this.retryDelay);
  }

  private schedule(key: string, place: Place, delay: number): void {
    this.cancel(key);
    this.timers.set(
      key,
      setTimeout(() => this.left(place), delay),
    );
  }

  private cancel(key: string): void {
    const timer = this.timers.get(key);
    if (timer) clearTimeout(timer);
    this.timers.delete(key);
  }

  private tell(): void {
    this.shown = [...this.entries.values()]
      .filter(({ draft }) => draft.status !== 'clean')
      .toSorted((a, b) => a.since.localeCompare(b.since));
    for (const listener of [...this.listeners]) listener();
  }
}

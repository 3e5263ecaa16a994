import type { AbstentionReason } from '@consilium/domain/consensus';
import type { Trouble } from '../platform/use-act';

/** What a member says about one statement. */
export interface RatingWords {
  readonly value: number | null;
  readonly abstention: AbstentionReason | null;
  readonly comment: string;
}

/** What the server has of it. */
export interface KnownRating extends RatingWords {
  readonly version: number;
  readonly castAt: string;
  /** An answer of the section changed since. */
  readonly toConfirm: boolean;
}

/**
 * Where words are that the server does not have yet. `unchosen`: a comment waits for its rating;
 * `unreachable`: sent again by itself; `conflict`: another window of the person kept something else.
 */
export type Unsaved =
  | { readonly kind: 'typing' | 'sending' | 'unchosen' | 'unreachable' | 'conflict' }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

export type Sent =
  | { readonly kind: 'saved'; readonly version: number; readonly castAt: string }
  | { readonly kind: 'stale' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

/** Words that wait, as this device keeps them. */
export interface WaitingWords {
  readonly words: RatingWords;
  /** Version the person was looking at. */
  readonly base: number;
  /** Names the attempt under way, so that a repeated one is not done twice. */
  readonly operationId: string | null;
}

interface Entry extends WaitingWords {
  readonly state: Unsaved;
}

export interface RatingKeeperPorts {
  send(statement: string, waiting: WaitingWords & { readonly operationId: string }): Promise<Sent>;
  /** Asks for the person's own ratings anew; `know` is called with them before it resolves. */
  reread(): Promise<void>;
  newOperationId(): string;
  readonly store: {
    read(): Readonly<Record<string, WaitingWords>>;
    write(waiting: Readonly<Record<string, WaitingWords>>): void;
  };
}

/** One statement as the page shows it. */
export interface ShownRating {
  readonly words: RatingWords;
  readonly known: KnownRating | null;
  /** Null: the server has these words. */
  readonly unsaved: Unsaved | null;
}

const nothing: RatingWords = { value: null, abstention: null, comment: '' };

/** Pause after a change before it is sent, in milliseconds: arrow keys pass over values. */
const pauseMs = 900;
const retryMs = { first: 2_000, longest: 30_000 };

const isChosen = ({ value, abstention }: RatingWords): boolean =>
  value !== null || abstention !== null;

const same = (a: RatingWords, b: RatingWords): boolean =>
  a.value === b.value && a.abstention === b.abstention && a.comment.trim() === b.comment.trim();

/**
 * Keeps the ratings of one sheet: each is on this device from the first stroke, goes to the server a
 * moment later, and stays here until the server has it. What the server declines is never dropped.
 */
export class RatingKeeper {
  private readonly known = new Map<string, KnownRating>();
  private readonly entries = new Map<string, Entry>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
  private retryDelay = retryMs.first;
  private shown: ReadonlyMap<string, ShownRating> = new Map();

  constructor(private readonly ports: RatingKeeperPorts) {
    for (const [statement, waiting] of Object.entries(ports.store.read())) {
      const kind = isChosen(waiting.words) ? 'typing' : 'unchosen';
      this.entries.set(statement, { ...waiting, state: { kind } });
    }
    this.tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly snapshot = (): ReadonlyMap<string, ShownRating> => this.shown;

  /** The page is shown: what an earlier visit left is sent. */
  start(): void {
    for (const [statement, { state }] of this.entries) {
      if (state.kind === 'typing') this.schedule(statement, 0);
    }
  }

  /** The page is left: what waits for its pause is sent at once. */
  stop(): void {
    for (const statement of [...this.timers.keys()]) this.leave(statement);
    if (this.retryTimer) clearTimeout(this.retryTimer);
    this.retryTimer = null;
  }

  /** The server's ratings, read anew; older ones than those already known are passed over. */
  know(statement: string, rating: KnownRating | null): void {
    const before = this.known.get(statement);
    if (!rating || (before && before.version > rating.version)) return;
    this.known.set(statement, rating);
    this.tell();
  }

  choose(statement: string, vote: Omit<RatingWords, 'comment'>): void {
    this.change(statement, { ...this.wordsOf(statement), ...vote });
  }

  comment(statement: string, comment: string): void {
    this.change(statement, { ...this.wordsOf(statement), comment });
  }

  /** The field was left: nothing more is waited for. */
  leave(statement: string): void {
    const entry = this.entries.get(statement);
    if (entry?.state.kind === 'typing') void this.transmit(statement, entry);
  }

  /** The same rating once more, for answers that changed since. */
  confirm(statement: string): void {
    const known = this.known.get(statement);
    if (known) this.put(statement, this.waiting(known, known.version), { kind: 'typing' });
    this.leave(statement);
  }

  /** Sends again what could not be sent or was declined. */
  retry(): void {
    for (const [statement, entry] of this.entries) {
      if (entry.state.kind === 'unreachable' || entry.state.kind === 'failed')
        void this.transmit(statement, entry);
    }
  }

  /** Two windows said different things: the person decides. */
  resolve(statement: string, chosen: 'here' | 'kept'): void {
    const entry = this.entries.get(statement);
    if (!entry) return;
    if (chosen === 'kept') return this.discard(statement);
    this.put(statement, this.waiting(entry.words, this.versionOf(statement)), { kind: 'typing' });
    this.leave(statement);
  }

  /** Lets words go that the server does not take. */
  discard(statement: string): void {
    this.cancel(statement);
    this.entries.delete(statement);
    this.tell();
  }

  private wordsOf(statement: string): RatingWords {
    return this.entries.get(statement)?.words ?? this.known.get(statement) ?? nothing;
  }

  private versionOf(statement: string): number {
    return this.known.get(statement)?.version ?? 0;
  }

  private waiting(words: RatingWords, base: number): WaitingWords {
    const { value, abstention, comment } = words;
    return { words: { value, abstention, comment }, base, operationId: null };
  }

  private change(statement: string, words: RatingWords): void {
    const before = this.entries.get(statement);
    if (before && same(before.words, words) && before.words.comment === words.comment) return;
    const known = this.known.get(statement);
    const sending = before?.state.kind === 'sending';
    if (!sending && same(words, known ?? nothing) && words.comment === (known?.comment ?? '')) {
      return this.discard(statement);
    }
    const waiting = this.waiting(words, before?.base ?? this.versionOf(statement));
    if (before?.state.kind === 'conflict') return this.put(statement, waiting, before.state);
    if (!isChosen(words)) return this.put(statement, waiting, { kind: 'unchosen' });
    // A change while an attempt is under way is sent once its end is known.
    this.put(statement, waiting, { kind: sending ? 'sending' : 'typing' });
    if (!sending) this.schedule(statement, pauseMs);
  }

  private async transmit(statement: string, entry: Entry): Promise<void> {
    this.cancel(statement);
    const operationId = entry.operationId ?? this.ports.newOperationId();
    const attempt = { words: entry.words, base: entry.base, operationId };
    this.put(statement, attempt, { kind: 'sending' });
    this.ended(statement, attempt, await this.ports.send(statement, attempt));
  }

  private ended(statement: string, attempt: WaitingWords, sent: Sent): void {
    const now = this.entries.get(statement);
    const changed = now !== undefined && now.words !== attempt.words;
    switch (sent.kind) {
      case 'saved': {
        this.retryDelay = retryMs.first;
        const { version, castAt } = sent;
        const comment = attempt.words.comment.trim();
        this.known.set(statement, { ...attempt.words, comment, version, castAt, toConfirm: false });
        if (!changed) return this.discard(statement);
        this.put(statement, this.waiting(now.words, version), { kind: 'typing' });
        return this.schedule(statement, pauseMs);
      }
      case 'unreachable':
        this.put(statement, changed ? now : attempt, { kind: 'unreachable' });
        return this.tryAgainLater();
      case 'failed':
        return this.put(
          statement,
          { ...(changed ? now : attempt), operationId: null },
          { kind: 'failed', trouble: sent.trouble },
        );
      case 'stale':
        void this.ports.reread().then(
          () => this.compare(statement, attempt),
          () => this.ended(statement, attempt, { kind: 'unreachable' }),
        );
    }
  }

  /** The server had another version: perhaps these very words, whose receipt was lost. */
  private compare(statement: string, attempt: WaitingWords): void {
    const now = this.entries.get(statement);
    const known = this.known.get(statement);
    if (!now) return;
    if (known && same(known, now.words)) return this.discard(statement);
    const waiting = this.waiting(now.words, this.versionOf(statement));
    const own = known !== undefined && same(known, attempt.words);
    this.put(statement, waiting, { kind: own ? 'typing' : 'conflict' });
    if (own) this.leave(statement);
  }

  private tryAgainLater(): void {
    this.retryTimer ??= setTimeout(() => {
      this.retryTimer = null;
      this.retryDelay = Math.min(this.retryDelay * 2, retryMs.longest);
      for (const [statement, entry] of this.entries) {
        if (entry.state.kind === 'unreachable') void this.transmit(statement, entry);
      }
    }, this.retryDelay);
  }

  private put(statement: string, waiting: WaitingWords, state: Unsaved): void {
    const { words, base, operationId } = waiting;
    this.entries.set(statement, { words, base, operationId, state });
    this.tell();
  }

  private schedule(statement: string, delay: number): void {
    this.cancel(statement);
    this.timers.set(
      statement,
      setTimeout(() => this.leave(statement), delay),
    );
  }

  private cancel(statement: string): void {
    clearTimeout(this.timers.get(statement));
    this.timers.delete(statement);
  }

  private tell(): void {
    const statements = new Set([...this.known.keys(), ...this.entries.keys()]);
    this.shown = new Map(
      [...statements].map((statement) => [
        statement,
        {
          words: this.wordsOf(statement),
          known: this.known.get(statement) ?? null,
          unsaved: this.entries.get(statement)?.state ?? null,
        },
      ]),
    );
    const waiting = [...this.entries].map(
      ([statement, { words, base, operationId }]) =>
        [statement, { words, base, operationId }] as const,
    );
    this.ports.store.write(Object.fromEntries(waiting));
    for (const listener of [...this.listeners]) listener();
  }
}

import {
  clean,
  declinedIn,
  step,
  takenUp,
  wordsOf,
  type Attempt,
  type Draft,
  type DraftEvent,
  type Versioned,
} from './draft';
import type { Device, Item, Owner } from './device';
import type { AnyKind, Kind, SendResult } from './kind';
import type { Windows } from './windows';

/** The world around the keeper. */
export interface KeeperPorts {
  readonly device: Device;
  readonly windows: Windows;
  send(kind: AnyKind, place: unknown, attempt: Attempt<unknown>): Promise<SendResult<Versioned>>;
  newId(): string;
  now(): Date;
}

/** Words about one thing that the server has not confirmed. */
export interface Pending<P = unknown, W = unknown, S = unknown> {
  readonly kind: AnyKind;
  readonly place: P;
  readonly draft: Draft<W, S>;
  readonly since: string;
}

interface Entry extends Pending {
  /** Under which the device has the words of this window. */
  readonly id: string;
  readonly thing: string;
  /** What windows that are gone left about the same thing, the newest first. */
  readonly others: readonly Item[];
}

/** Pause after the last keystroke before words are sent, in milliseconds. */
export const pauseMs = 800;
/** First and longest time before an unreachable server is tried again, in milliseconds. */
const retryMs = { first: 2_000, longest: 60_000 } as const;

/** What the keeper does for words of one kind. */
export interface Keep<P, W, S> {
  draftOf(place: P): Draft<W, S>;
  typed(place: P, words: W, known: { readonly words: W; readonly version: number }): void;
  /** What was saved stands although what it is about changed. */
  confirm(place: P, saved: W & Versioned): void;
  /** The field was left: nothing more is waited for. */
  left(place: P): void;
  retry(place: P): void;
  /** The words go on from this version of what is saved. */
  rebase(place: P, version: number): void;
  /** The person chose between two texts, or combined them. */
  resolve(place: P, words: W): void;
  /** Lets words go: the person does not want them, or has sent them otherwise. */
  discard(place: P): void;
  pending(): readonly Pending<P, W, S>[];
  /** Sends at once what belongs to some things; true when the server then has all of it. */
  settle(these: (place: P) => boolean): Promise<boolean>;
}

/**
 * The words of one person in one organisation on their way to the server: kept on the device at every
 * keystroke, sent after a pause, and dropped when the server has them or the person lets them go.
 * Each thing has at most one attempt under way. What another window left about a thing stands beside
 * the words of this one until the person has chosen.
 */
export class Keeper {
  private readonly kinds = new Map<string, AnyKind>();
  private readonly entries = new Map<string, Entry>();
  /** Taken up, of a kind whose room is not loaded yet. */
  private readonly unserved: Item[] = [];
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly listeners = new Set<() => void>();
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
  private retryDelay: number = retryMs.first;
  private begun = false;
  private flushing: Promise<void> | null = null;
  private readonly inSight = new Map<string, number>();
  private shown: readonly Pending[] = [];
  private stuck: readonly Pending[] = [];
  private readonly stopHearing: () => void;

  constructor(
    readonly owner: Owner,
    private readonly ports: KeeperPorts,
  ) {
    this.stopHearing = ports.windows.onLeft(() => void this.takeUp());
  }

  /** Takes up what windows that are gone left on this device under the same person. */
  async takeUp(): Promise<void> {
    const { device, windows, newId } = this.ports;
    const kept = await device.of(this.owner);
    const first = !this.begun;
    this.begun = true;
    if (kept.some(({ tab }) => first || tab !== windows.own)) {
      const alive = new Set(await windows.alive());
      // What an earlier visit of this very window left has nobody else to take care of it.
      if (first) alive.delete(windows.own);
      const taken = await device.takeOver(this.owner, windows.own, alive, newId);
      this.unserved.push(...taken);
      this.serveTaken();
    }
  }

  /** A page shows the words about this thing, so that nothing else need tell of them. */
  look(kind: AnyKind, place: unknown): () => void {
    const key = `${kind.name}/${kind.thing(place)}`;
    const change = (by: 1 | -1): void => {
      this.inSight.set(key, (this.inSight.get(key) ?? 0) + by);
      this.tell();
    };
    change(1);
    return () => change(-1);
  }

  /** Words that the person may have lost sight of: held up, or kept where no page shows them. */
  readonly outOfSight = (): readonly Pending[] => this.stuck;

  /** The keep of one kind; what was taken up of it is sent from now on. */
  of<P, W, S extends W & Versioned>(kind: Kind<P, W, S>): Keep<P, W, S> {
    this.serve(kind);
    const apply = (place: P, event: DraftEvent<W, S>): void => this.apply(kind, place, event);
    const pending = (): readonly Pending<P, W, S>[] =>
      this.shown.filter((one) => one.kind.name === kind.name) as readonly Pending<P, W, S>[];
    return {
      draftOf: (place) => (this.entryOf(kind, place)?.draft ?? clean) as Draft<W, S>,
      typed: (place, words, known) =>
        apply(place, { type: 'typed', words, known: known.words, version: known.version }),
      confirm: (place, saved) =>
        apply(place, { type: 'confirmed', words: saved, version: saved.version }),
      left: (place) => this.due(kind, place),
      retry: (place) => apply(place, { type: 'retry' }),
      rebase: (place, version) => apply(place, { type: 'rebased', version }),
      resolve: (place, words) => apply(place, { type: 'resolved', words }),
      discard: (place) => apply(place, { type: 'discarded' }),
      pending,
      settle: (these) => this.settle(() => pending().filter(({ place }) => these(place))),
    };
  }

  /** All words that the server has not confirmed, the oldest first. */
  readonly pending = (): readonly Pending[] => this.shown;

  discard({ kind, place }: Pending): void {
    this.apply(kind, place, { type: 'discarded' });
  }

  /** Makes a kind known, so that what was left of it is sent although its pages are not open. */
  serve(kind: AnyKind): void {
    if (this.kinds.has(kind.name)) return;
    this.kinds.set(kind.name, kind);
    if (this.serveTaken()) void this.flush();
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

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Stops sending: another person may come. */
  close(): void {
    this.stopHearing();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    if (this.retryTimer) clearTimeout(this.retryTimer);
    this.retryTimer = null;
  }

  private entryOf(kind: AnyKind, place: unknown): Entry | undefined {
    return this.entries.get(`${kind.name}/${kind.thing(place)}`);
  }

  /** Puts what was taken up where its kind is known; true when there was some. */
  private serveTaken(): boolean {
    const known = this.unserved.filter(({ kind }) => this.kinds.has(kind));
    if (known.length === 0) return false;
    const rest = this.unserved.filter((item) => !known.includes(item));
    this.unserved.splice(0, this.unserved.length, ...rest);
    const touched = new Set<string>();
    // The newest stands for the person's own text; older ones are met by it.
    for (const item of known.toSorted((a, b) => b.since.localeCompare(a.since))) {
      const kind = this.kinds.get(item.kind);
      if (!kind) continue;
      const key = `${kind.name}/${item.thing}`;
      const entry = this.entries.get(key);
      if (entry && entry.draft.status !== 'clean') {
        this.entries.set(key, { ...entry, others: [...entry.others, item] });
      } else {
        const { id, thing, place, since } = item;
        const draft = takenUp(item.draft);
        this.entries.set(key, { id, kind, thing, place, since, draft, others: [] });
        touched.add(key);
      }
    }
    for (const key of touched) {
      this.confront(key);
      this.sendSoon(key);
    }
    this.tell();
    return true;
  }

  /** Brings the words of a window together with those of windows that are gone. */
  private confront(key: string): void {
    const entry = this.entries.get(key);
    const [other, ...rest] = entry?.others ?? [];
    if (!entry || !other) return;
    const { kind, thing } = entry;
    if (entry.draft.status === 'clean') {
      const { id, place, since } = other;
      const draft = takenUp(other.draft);
      this.entries.set(key, { id, kind, thing, place, since, draft, others: rest });
      return this.sendSoon(key);
    }
    const words = wordsOf(other.draft);
    const mine = wordsOf(entry.draft);
    const seen = [mine, ...declinedIn(entry.draft)];
    if (words === null || mine === null || seen.some((one) => kind.same(one, words))) {
      void this.ports.device.drop(other.id);
      this.entries.set(key, { ...entry, others: rest });
      return this.confront(key);
    }
    const { draft } = step(kind, entry.draft, { type: 'met', words, since: other.since });
    this.entries.set(key, { ...entry, draft });
  }

  /** What was taken up waits for no further keystroke. */
  private sendSoon(key: string): void {
    const entry = this.entries.get(key);
    if (entry?.draft.status === 'typing') this.schedule(key, entry.kind, entry.place, 0);
    if (entry?.draft.status === 'waiting') this.tryAgainLater();
  }

  private async settle(open: () => readonly Pending[]): Promise<boolean> {
    for (let round = 0; round < 20; round += 1) {
      for (const { kind, place, draft } of open()) {
        if (draft.status === 'typing') this.due(kind, place);
        if (draft.status === 'waiting') this.apply(kind, place, { type: 'retry' });
      }
      const left = open();
      if (left.length === 0) return true;
      if (left.every(({ draft }) => draft.status !== 'sending')) return false;
      await this.change();
    }
    return false;
  }

  private async flushOnce(): Promise<void> {
    for (const { kind, place } of [...this.shown]) {
      const status = () => this.entryOf(kind, place)?.draft.status;
      if (status() === 'typing') this.due(kind, place);
      else if (status() === 'waiting') this.apply(kind, place, { type: 'retry' });
      else continue;
      while (status() === 'sending') await this.change();
      if (status() === 'waiting') return;
    }
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        stop();
        resolve();
      });
    });
  }

  private due(kind: AnyKind, place: unknown): void {
    const words = wordsOf(this.entryOf(kind, place)?.draft ?? clean);
    if (words === null || !kind.ready(words)) return;
    this.apply(kind, place, { type: 'due', operationId: this.ports.newId() });
  }

  private apply<W, S extends W & Versioned>(
    kind: AnyKind,
    place: unknown,
    event: DraftEvent<W, S>,
  ): void {
    const thing = kind.thing(place);
    const key = `${kind.name}/${thing}`;
    const before = this.entries.get(key);
    const { draft, command } = step<unknown, Versioned>(
      kind,
      (before?.draft ?? clean) as Draft<unknown, Versioned>,
      event as DraftEvent<unknown, Versioned>,
    );
    if (draft === before?.draft) return;
    const begun = before !== undefined && before.draft.status !== 'clean' ? before : null;
    const id = begun?.id ?? this.ports.newId();
    const since = begun?.since ?? this.ports.now().toISOString();
    let others = before?.others ?? [];
    const chosen =
      event.type === 'resolved' &&
      before?.draft.status === 'conflict' &&
      before.draft.other.from === 'window';
    if (chosen && others[0]) {
      void this.ports.device.drop(others[0].id);
      others = others.slice(1);
    }
    this.entries.set(key, { id, kind, thing, place, since, draft, others });
    if (draft.status === 'clean') {
      this.cancel(key);
      if (begun) void this.ports.device.drop(id);
    } else {
      const { own } = this.ports.windows;
      const item = { id, ...this.owner, tab: own, kind: kind.name, thing, place, draft, since };
      void this.ports.device.keep(item);
    }
    if (command === 'schedule') this.schedule(key, kind, place, pauseMs);
    if (command === 'sendSoon') this.schedule(key, kind, place, 0);
    if (command === 'send' && draft.status === 'sending') {
      this.cancel(key);
      void this.transmit(kind, place, draft.attempt);
    }
    if (chosen || draft.status === 'clean') this.confront(key);
    this.tell();
  }

  private async transmit(kind: AnyKind, place: unknown, attempt: Attempt<unknown>): Promise<void> {
    const result = await this.ports.send(kind, place, attempt);
    if (result.kind !== 'unreachable') this.retryDelay = retryMs.first;
    switch (result.kind) {
      case 'saved':
        return this.apply(kind, place, { type: 'saved', answer: result.answer });
      case 'conflict':
        return this.apply(kind, place, { type: 'conflicted', theirs: result.theirs });
      case 'refused':
        return this.apply(kind, place, { type: 'refused', refusal: result.refusal });
      case 'unreachable':
        this.apply(kind, place, { type: 'unreachable', why: result.why });
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

  private schedule(key: string, kind: AnyKind, place: unknown, delay: number): void {
    this.cancel(key);
    this.timers.set(
      key,
      setTimeout(() => this.due(kind, place), delay),
    );
  }

  private cancel(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  private tell(): void {
    this.shown = [...this.entries.values()]
      .filter(({ draft }) => draft.status !== 'clean')
      .toSorted((a, b) => a.since.localeCompare(b.since));
    this.stuck = this.shown.filter(({ kind, place, draft }) => {
      if (draft.status !== 'typing') return draft.status !== 'sending';
      const seen = this.inSight.get(`${kind.name}/${kind.thing(place)}`) ?? 0;
      return seen === 0 && !kind.ready(draft.words);
    });
    for (const listener of [...this.listeners]) listener();
  }
}

import type { FailureKind } from '../failures';

/** What the server confirmed about one thing: the words, under a version. */
export interface Versioned {
  readonly version: number;
}

/** One try to save: sent again as it is until the server says what became of it. */
export interface Attempt<W> {
  readonly operationId: string;
  readonly baseVersion: number;
  readonly words: W;
  /** Own texts of other windows that the person chose against: they are not asked about again. */
  readonly declined: readonly W[];
}

/** Why an attempt waits. `noAnswer`: it was sent, and nobody knows what became of it. */
export type WaitingFor = 'network' | 'noAnswer' | 'server' | 'session';

export interface RefusalLike {
  readonly code: string;
  readonly details?: unknown;
  readonly message?: string;
}

/** Why words are not taken: the server declined them, or what they were sent in could not be read. */
export type NotTaken = RefusalLike | { readonly failure: FailureKind };

/** The text beside one's own: the server's, or what the same person wrote in another window. */
export type Other<W, S> =
  | { readonly from: 'server'; readonly saved: S }
  | { readonly from: 'window'; readonly words: W; readonly since: string };

/** Where the words about one thing are on their way to the server. */
export type Draft<W, S> =
  /** Nothing here that the server does not have; `answer` is what it confirmed last. */
  | { readonly status: 'clean'; readonly answer: S | null }
  | {
      readonly status: 'typing';
      readonly words: W;
      readonly baseVersion: number;
      readonly declined: readonly W[];
    }
  /** `newer` was typed while the attempt was under way. */
  | { readonly status: 'sending'; readonly attempt: Attempt<W>; readonly newer: W | null }
  | {
      readonly status: 'waiting';
      readonly attempt: Attempt<W>;
      readonly newer: W | null;
      readonly why: WaitingFor;
    }
  | {
      readonly status: 'conflict';
      readonly mine: W;
      readonly baseVersion: number;
      readonly other: Other<W, S>;
      readonly declined: readonly W[];
    }
  | {
      readonly status: 'refused';
      readonly words: W;
      readonly baseVersion: number;
      readonly refusal: NotTaken;
    };

export type DraftEvent<W, S> =
  | { readonly type: 'typed'; readonly words: W; readonly known: W; readonly version: number }
  /** The person stands by what was saved although what it is about changed: saved anew. */
  | { readonly type: 'confirmed'; readonly words: W; readonly version: number }
  /** The pause after typing is over, or the field was left. */
  | { readonly type: 'due'; readonly operationId: string }
  | { readonly type: 'saved'; readonly answer: S }
  | { readonly type: 'conflicted'; readonly theirs: S }
  | { readonly type: 'refused'; readonly refusal: NotTaken }
  | { readonly type: 'unreachable'; readonly why: WaitingFor }
  | { readonly type: 'retry' }
  /** Another window of the person, gone since, left other words about the same thing. */
  | { readonly type: 'met'; readonly words: W; readonly since: string }
  /** The words go on from another version of what is saved. */
  | { readonly type: 'rebased'; readonly version: number }
  /** The person chose between two texts, or combined them. */
  | { readonly type: 'resolved'; readonly words: W }
  | { readonly type: 'discarded' };

/** What the keeper has to do after a step. */
export type DraftCommand = 'send' | 'schedule' | 'sendSoon';

export interface Step<W, S> {
  readonly draft: Draft<W, S>;
  readonly command: DraftCommand | null;
}

/** How words of one kind are compared. */
export interface Comparison<W> {
  same(a: W, b: W): boolean;
}

export const clean: Draft<never, never> = { status: 'clean', answer: null };

/** The words to show; null when there are none. */
export function wordsOf<W, S extends W>(draft: Draft<W, S>): W | null {
  switch (draft.status) {
    case 'clean':
      return draft.answer;
    case 'typing':
    case 'refused':
      return draft.words;
    case 'sending':
    case 'waiting':
      return draft.newer ?? draft.attempt.words;
    case 'conflict':
      return draft.mine;
  }
}

/** The version the words were begun on; zero where nothing waits. */
export function baseOf<W, S>(draft: Draft<W, S>): number {
  switch (draft.status) {
    case 'clean':
      return 0;
    case 'sending':
    case 'waiting':
      return draft.attempt.baseVersion;
    default:
      return draft.baseVersion;
  }
}

/** Own texts of other windows that the person chose against. */
export function declinedIn<W, S>(draft: Draft<W, S>): readonly W[] {
  switch (draft.status) {
    case 'typing':
    case 'conflict':
      return draft.declined;
    case 'sending':
    case 'waiting':
      return draft.attempt.declined;
    default:
      return [];
  }
}

/**
 * What another page takes up of a draft: nobody knows what became of an attempt that was under way,
 * and texts of other windows are met anew.
 */
export function takenUp<W, S>(draft: Draft<W, S>): Draft<W, S> {
  if (draft.status === 'sending') return { ...draft, status: 'waiting', why: 'network' };
  if (draft.status === 'conflict' && draft.other.from === 'window') {
    const { mine, baseVersion, declined } = draft;
    return { status: 'typing', words: mine, baseVersion, declined };
  }
  return draft;
}

/**
 * One step of the words about one thing. At most one attempt is under way; what is typed meanwhile
 * follows it. An attempt keeps its operation id until its fate is known, so that a repeat cannot
 * save twice. Words leave only when the server has them or the person lets them go.
 */
export function step<W, S extends W & Versioned>(
  { same }: Comparison<W>,
  draft: Draft<W, S>,
  event: DraftEvent<W, S>,
): Step<W, S> {
  const stay = (next: Draft<W, S>): Step<W, S> => ({ draft: next, command: null });
  const typing = (words: W, baseVersion: number, declined: readonly W[] = []): Draft<W, S> => ({
    status: 'typing',
    words,
    baseVersion,
    declined,
  });
  const underWay = draft.status === 'sending' || draft.status === 'waiting';

  switch (event.type) {
    case 'typed': {
      const { words, known, version } = event;
      if (underWay) return stay({ ...draft, newer: words });
      if (draft.status === 'conflict') return stay({ ...draft, mine: words });
      if (draft.status === 'typing') {
        // Typed and taken back: the server already has it.
        if (draft.baseVersion === version && same(words, known)) return stay(clean);
        return { draft: { ...draft, words }, command: 'schedule' };
      }
      if (draft.status === 'clean' && same(words, known)) return stay(draft);
      return { draft: typing(words, version), command: 'schedule' };
    }
    case 'confirmed':
      if (draft.status !== 'clean') return stay(draft);
      return { draft: typing(event.words, event.version), command: 'sendSoon' };
    case 'due': {
      if (draft.status !== 'typing') return stay(draft);
      const { words, baseVersion, declined } = draft;
      const attempt = { operationId: event.operationId, baseVersion, words, declined };
      return { draft: { status: 'sending', attempt, newer: null }, command: 'send' };
    }
    case 'saved': {
      if (!underWay) return stay(draft);
      const { attempt, newer } = draft;
      return newer === null || same(newer, attempt.words)
        ? stay({ status: 'clean', answer: event.answer })
        : { draft: typing(newer, event.answer.version), command: 'schedule' };
    }
    case 'conflicted': {
      if (!underWay) return stay(draft);
      const { attempt, newer } = draft;
      const { theirs } = event;
      const mine = newer ?? attempt.words;
      // Two people, or two windows of one person, wrote the same: there is nothing to choose.
      if (same(mine, theirs)) return stay({ status: 'clean', answer: theirs });
      // What was tried did arrive; its receipt was lost, and more was typed since.
      const known = [attempt.words, ...attempt.declined];
      if (known.some((words) => same(words, theirs)))
        return { draft: typing(mine, theirs.version, attempt.declined), command: 'sendSoon' };
      return stay({
        status: 'conflict',
        mine,
        baseVersion: theirs.version,
        other: { from: 'server', saved: theirs },
        declined: [],
      });
    }
    case 'refused':
      if (!underWay) return stay(draft);
      return stay({
        status: 'refused',
        words: draft.newer ?? draft.attempt.words,
        baseVersion: draft.attempt.baseVersion,
        refusal: event.refusal,
      });
    case 'unreachable':
      if (draft.status !== 'sending') return stay(draft);
      return stay({ ...draft, status: 'waiting', why: event.why });
    case 'retry':
      if (draft.status === 'refused') {
        const { words, baseVersion } = draft;
        return { draft: typing(words, baseVersion), command: 'sendSoon' };
      }
      if (draft.status !== 'waiting') return stay(draft);
      return {
        draft: { status: 'sending', attempt: draft.attempt, newer: draft.newer },
        command: 'send',
      };
    case 'met': {
      const mine = wordsOf<W, S>(draft);
      if (draft.status === 'clean' || draft.status === 'conflict' || mine === null)
        return stay(draft);
      const { words, since } = event;
      return stay({
        status: 'conflict',
        mine,
        baseVersion: baseOf(draft),
        other: { from: 'window', words, since },
        declined: declinedIn(draft),
      });
    }
    case 'rebased':
      if (draft.status !== 'typing') return stay(draft);
      return stay({ ...draft, baseVersion: event.version });
    case 'resolved': {
      if (draft.status !== 'conflict') return stay(draft);
      const { mine, other, baseVersion } = draft;
      const { words } = event;
      if (other.from === 'server' && same(words, other.saved))
        return stay({ status: 'clean', answer: other.saved });
      const against = other.from === 'window' ? [mine, other.words, ...draft.declined] : [];
      const declined = against.filter((one) => !same(one, words));
      return { draft: typing(words, baseVersion, declined), command: 'sendSoon' };
    }
    case 'discarded':
      return stay(clean);
  }
}

import type { AnswerState } from '@consilium/domain/answers';

/** What a person wrote about one question. */
export interface Words {
  readonly state: AnswerState;
  readonly value: unknown;
  readonly comment: string;
}

/** An answer as the server holds it. */
export interface ServerAnswer extends Words {
  readonly id: string;
  readonly version: number;
  readonly authorName: string;
  readonly onBehalfOfName: string | null;
  readonly updatedAt: string;
  /** The question has changed since; absent from what older pages kept on the device. */
  readonly toConfirm?: boolean;
}

/** One try to save: sent again as it is until the server says what became of it. */
export interface Attempt {
  readonly operationId: string;
  readonly baseVersion: number;
  readonly words: Words;
}

/** Why an attempt waits: no network, a server that does not manage, or another person's session. */
export type WaitingFor = 'network' | 'server' | 'session';

export interface RefusalLike {
  readonly code: string;
  readonly details?: unknown;
  readonly message?: string;
}

/** Where the words about one question are on their way to the server. */
export type Draft =
  /** Nothing here that the server does not have; `answer` is what it confirmed last. */
  | { readonly status: 'clean'; readonly answer: ServerAnswer | null }
  | { readonly status: 'typing'; readonly words: Words; readonly baseVersion: number }
  /** `newer` was typed while the attempt was under way. */
  | { readonly status: 'sending'; readonly attempt: Attempt; readonly newer: Words | null }
  | {
      readonly status: 'waiting';
      readonly attempt: Attempt;
      readonly newer: Words | null;
      readonly why: WaitingFor;
    }
  | { readonly status: 'conflict'; readonly mine: Words; readonly theirs: ServerAnswer }
  | { readonly status: 'refused'; readonly words: Words; readonly refusal: RefusalLike };

export type DraftEvent =
  | {
      readonly type: 'typed';
      readonly words: Words;
      readonly known: Words;
      readonly version: number;
    }
  /** The person stands by an answer whose question changed: the same words are saved anew. */
  | { readonly type: 'confirmed'; readonly words: Words; readonly version: number }
  /** The pause after typing is over, or the field was left. */
  | { readonly type: 'due'; readonly operationId: string }
  | { readonly type: 'saved'; readonly answer: ServerAnswer }
  | { readonly type: 'conflicted'; readonly theirs: ServerAnswer }
  | { readonly type: 'refused'; readonly refusal: RefusalLike }
  | { readonly type: 'unreachable'; readonly why: WaitingFor }
  | { readonly type: 'retry' }
  /** The person chose between two texts, or combined them. */
  | { readonly type: 'resolved'; readonly words: Words }
  | { readonly type: 'discarded' };

/** What the runner has to do after a step. */
export type DraftCommand = 'send' | 'schedule' | 'sendSoon';

export interface Step {
  readonly draft: Draft;
  readonly command: DraftCommand | null;
}

export const clean: Draft = { status: 'clean', answer: null };

/** Whether two answers say the same. */
export const sameWords = (a: Words, b: Words): boolean =>
  a.state === b.state &&
  a.comment === b.comment &&
  (a.state !== 'value' || JSON.stringify(a.value) === JSON.stringify(b.value));

/** The words to show; null when the server's are. */
export function wordsOf(draft: Draft): Words | null {
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

const stay = (draft: Draft): Step => ({ draft, command: null });
const typing = (words: Words, baseVersion: number): Draft => ({
  status: 'typing',
  words,
  baseVersion,
});

/**
 * One step of autosave for one question. At most one attempt is under way; what is typed meanwhile
 * follows it. An attempt keeps its operation id until its fate is known, so that a repeat cannot
 * save twice. Words leave only when the server has them or the person lets them go.
 */
export function step(draft: Draft, event: DraftEvent): Step {
  switch (event.type) {
    case 'typed':
      return typed(draft, event);
    case 'confirmed':
      if (draft.status !== 'clean') return stay(draft);
      return { draft: typing(event.words, event.version), command: 'sendSoon' };
    case 'due':
      if (draft.status !== 'typing') return stay(draft);
      return {
        draft: {
          status: 'sending',
          attempt: {
            operationId: event.operationId,
            baseVersion: draft.baseVersion,
            words: draft.words,
          },
          newer: null,
        },
        command: 'send',
      };
    case 'saved': {
      if (draft.status !== 'sending' && draft.status !== 'waiting') return stay(draft);
      const { attempt, newer } = draft;
      return newer === null || sameWords(newer, attempt.words)
        ? stay({ status: 'clean', answer: event.answer })
        : { draft: typing(newer, event.answer.version), command: 'schedule' };
    }
    case 'conflicted': {
      if (draft.status !== 'sending' && draft.status !== 'waiting') return stay(draft);
      const mine = draft.newer ?? draft.attempt.words;
      // Two people, or two windows of one person, wrote the same: there is nothing to choose.
      return sameWords(mine, event.theirs)
        ? stay({ status: 'clean', answer: event.theirs })
        : stay({ status: 'conflict', mine, theirs: event.theirs });
    }
    case 'refused':
      if (draft.status !== 'sending' && draft.status !== 'waiting') return stay(draft);
      return stay({
        status: 'refused',
        words: draft.newer ?? draft.attempt.words,
        refusal: event.refusal,
      });
    case 'unreachable':
      if (draft.status !== 'sending') return stay(draft);
      return stay({ ...draft, status: 'waiting', why: event.why });
    case 'retry':
      if (draft.status !== 'waiting') return stay(draft);
      return {
        draft: { status: 'sending', attempt: draft.attempt, newer: draft.newer },
        command: 'send',
      };
    case 'resolved':
      if (draft.status !== 'conflict') return stay(draft);
      return sameWords(event.words, draft.theirs)
        ? stay({ status: 'clean', answer: draft.theirs })
        : { draft: typing(event.words, draft.theirs.version), command: 'sendSoon' };
    case 'discarded':
      return stay(clean);
  }
}

function typed(
  draft: Draft,
  { words, known, version }: Extract<DraftEvent, { type: 'typed' }>,
): Step {
  switch (draft.status) {
    case 'sending':
    case 'waiting':
      return stay({ ...draft, newer: words });
    case 'conflict':
      return stay({ ...draft, mine: words });
    case 'typing':
      // Typed and taken back: the server already has it.
      if (draft.baseVersion === version && sameWords(words, known)) return stay(clean);
      return { draft: typing(words, draft.baseVersion), command: 'schedule' };
    case 'clean':
    case 'refused':
      if (draft.status === 'clean' && sameWords(words, known)) return stay(draft);
      return { draft: typing(words, version), command: 'schedule' };
  }
}

import { isRefusal, parseText, type Id, type Refusal } from '../kernel';
import { isAnswered, maxCommentLength, parseAnswer, type Question } from '../templates';

/** How an answer stands: given, "unknown, asked to the supplier", or taken back. */
export const answerStates = ['value', 'unknown', 'empty'] as const;
export type AnswerState = (typeof answerStates)[number];

/** An answer as kept; the version grows by one with each save. */
export interface KeptAnswer {
  readonly state: AnswerState;
  readonly value: unknown;
  readonly comment: string;
  readonly version: number;
  readonly authorId: Id;
  readonly authorSeatId: Id;
  readonly onBehalfOf: Id | null;
  readonly updatedAt: Date;
  /** Last version that has its revision. */
  readonly revisedVersion: number;
}

/** What a client sends for one question. */
export interface AnswerInput {
  readonly state: AnswerState;
  readonly value: unknown;
  readonly comment: string;
}

/** The words an answer consists of, checked against its question. */
export interface AnswerContent {
  readonly state: AnswerState;
  readonly value: unknown;
  readonly comment: string;
}

export interface Author {
  readonly principalId: Id;
  readonly seatId: Id;
  readonly onBehalfOf: Id | null;
}

/** Time without a save after which the next one begins a new revision, in milliseconds. */
export const idleBeforeRevision = 5 * 60_000;

export interface SavedDraft {
  readonly kind: 'saved';
  readonly next: KeptAnswer;
  /** The answer as it stood is worth keeping as a revision of its own. */
  readonly keepPrevious: boolean;
  /** The answer as it is now is worth one too: it was restored, not typed. */
  readonly keepNext: boolean;
}

/** Typed by a person, or taken back from the history. */
export type SaveOccasion = 'typed' | 'restored';

export interface Conflict {
  readonly kind: 'conflict';
  readonly current: KeptAnswer;
}

/** Checks what a person typed against the question; incomplete answers are drafts and welcome. */
export function parseAnswerInput(question: Question, input: AnswerInput): AnswerContent | Refusal {
  if (input.state === 'empty') {
    const comment = parseText(input.comment, maxCommentLength);
    return isRefusal(comment) ? comment : { state: 'empty', value: null, comment };
  }
  const parsed = parseAnswer(question, input);
  if (isRefusal(parsed)) return parsed;
  if (parsed === null) return { state: 'empty', value: null, comment: '' };
  if (parsed.state === 'unknown') return { state: 'unknown', value: null, comment: parsed.comment };
  const state = isAnswered(question, parsed) ? 'value' : 'empty';
  return { state, value: state === 'value' ? parsed.value : null, comment: parsed.comment };
}

/**
 * One save of a draft. `baseVersion` is the version the person was looking at, 0 when there was
 * none; anything else than the current one is a conflict and shows both texts. No event is due for a
 * save itself: revisions mark a change of author, an idle pause, a restore or a submit.
 */
export function saveDraft(
  current: KeptAnswer | null,
  content: AnswerContent,
  baseVersion: number,
  author: Author,
  now: Date,
  occasion: SaveOccasion = 'typed',
): SavedDraft | Conflict {
  if (current && current.version !== baseVersion) return { kind: 'conflict', current };
  const pause = current ? now.getTime() - current.updatedAt.getTime() : 0;
  const keepPrevious =
    current !== null &&
    current.revisedVersion < current.version &&
    (occasion === 'restored' ||
      current.authorId !== author.principalId ||
      current.onBehalfOf !== author.onBehalfOf ||
      pause >= idleBeforeRevision);
  const keepNext = occasion === 'restored';
  const version = (current?.version ?? 0) + 1;
  return {
    kind: 'saved',
    next: {
      ...content,
      version,
      authorId: author.principalId,
      authorSeatId: author.seatId,
      onBehalfOf: author.onBehalfOf,
      updatedAt: now,
      revisedVersion: keepNext
        ? version
        : keepPrevious
          ? current.version
          : (current?.revisedVersion ?? 0),
    },
    keepPrevious,
    keepNext,
  };
}

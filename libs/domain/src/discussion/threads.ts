import { parseText, isRefusal, refuse, type Id, type Refusal } from '../kernel';

/** What a thread is: a remark, something only the supplier can answer, or a reason against. */
export const threadKinds = ['remark', 'question_to_supplier', 'objection'] as const;
export type ThreadKind = (typeof threadKinds)[number];

/** What a thread can be about; the id is a key of the template, or a uuid. */
export const anchorKinds = ['question', 'document', 'statement', 'evaluation'] as const;
export type AnchorKind = (typeof anchorKinds)[number];

export interface Anchor {
  readonly kind: AnchorKind;
  readonly id: string;
}

export type ThreadState = 'open' | 'resolved';

export const maxCommentBody = 4_000;
export const maxMentions = 20;

/** How long an author may mend a comment, in milliseconds; what others have read then stands. */
export const editWindow = 15 * 60_000;

/** A comment as kept. A withdrawn one has lost its words and keeps its line. */
export interface KeptComment {
  readonly authorId: Id;
  readonly body: string;
  readonly postedAt: Date;
  readonly withdrawnAt: Date | null;
  /** Grows by one with each change. */
  readonly version: number;
}

/** The words of a comment, trimmed; at most 4,000 characters and never empty. */
export function parseBody(value: string): string | Refusal {
  const body = parseText(value.trim(), maxCommentBody);
  if (isRefusal(body)) return body;
  return body === '' ? refuse('comment_empty') : body;
}

/** Whether the author may still change the words. */
export function mayEdit(comment: KeptComment, actorId: Id, now: Date): Refusal | null {
  if (comment.authorId !== actorId) return refuse('not_author');
  if (comment.withdrawnAt !== null) return refuse('comment_withdrawn');
  return now.getTime() - comment.postedAt.getTime() > editWindow
    ? refuse('comment_too_late')
    : null;
}

/** A comment after its author mended it. */
export function editComment(
  comment: KeptComment,
  input: { readonly body: string; readonly baseVersion: number },
  actorId: Id,
  now: Date,
): Refusal | (KeptComment & { readonly editedAt: Date }) {
  const late = mayEdit(comment, actorId, now);
  if (late) return late;
  if (comment.version !== input.baseVersion) return refuse('stale_version');
  const body = parseBody(input.body);
  if (isRefusal(body)) return body;
  return { ...comment, body, version: comment.version + 1, editedAt: now };
}

/** Whether a comment can be withdrawn: by its author, at any time, once. */
export function mayWithdraw(comment: KeptComment, actorId: Id): Refusal | null {
  if (comment.authorId !== actorId) return refuse('not_author');
  return comment.withdrawnAt === null ? null : refuse('comment_withdrawn');
}

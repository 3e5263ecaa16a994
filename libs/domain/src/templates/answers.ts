import type { AnswerRole } from '../access';
import { isRefusal, parseText, refuse, type Locale, type Refusal } from '../kernel';
import type { DeviceFlag } from './keys';
import { isRecord } from './question-types/problem';
import { answerWord } from './question-types/words';
import { questionTypeOf, type Choice, type GapCode } from './question-types';
import type { Question } from './document';

/** Longest comment beside an answer, in UTF-16 units. */
export const maxCommentLength = 4000;

/**
 * One shared answer: a value of the question's type, or the honest "unknown, asked to the supplier".
 * Unanswered is null. The comment goes with either.
 */
export type Answer = { readonly comment: string } & (
  { readonly state: 'value'; readonly value: unknown } | { readonly state: 'unknown' }
);

export type AnswersByKey = Readonly<Record<string, Answer | null | undefined>>;

/** All that conditions, parts and blockers read about one evaluation. */
export interface TemplateFacts {
  /** Shared answers by question key, those of inactive questions included. */
  readonly answers: AnswersByKey;
  /** The device profile; an absent flag is unknown. */
  readonly flags: Readonly<Partial<Record<DeviceFlag, boolean>>>;
  /** Modules the coordinator added by hand. */
  readonly addedModules: readonly string[];
  /** Documents attached to each answer; absent means none. */
  readonly evidenceCounts: Readonly<Record<string, number>>;
  /** Questions that changed under their answers, which nobody has confirmed since; absent means none. */
  readonly toConfirm?: readonly string[];
}

export const noFacts: TemplateFacts = {
  answers: {},
  flags: {},
  addedModules: [],
  evidenceCounts: {},
};

/** The role that leads a question: the first named. */
export const leadRoleOf = (question: Question): AnswerRole => {
  const lead = question.roles[0];
  if (lead === undefined) throw new RangeError(`${question.key} has no role`);
  return lead;
};

/**
 * Untrusted input as an answer to this question, null for "withdrawn", or a refusal:
 * `wrong_answer_type` with a `problem`, `text_too_long`, `control_characters`.
 */
export function parseAnswer(question: Question, input: unknown): Answer | null | Refusal {
  if (input === null) return null;
  if (!isRecord(input)) return wrongShape();
  const comment = parseText(
    typeof input['comment'] === 'string' ? input['comment'] : '',
    maxCommentLength,
  );
  if (isRefusal(comment)) return comment;
  if (input['state'] === 'unknown') return { state: 'unknown', comment };
  if (input['state'] !== 'value') return wrongShape();
  const { kind, config } = question.type;
  const value = questionTypeOf(kind).parseAnswer(config, input['value']);
  return isRefusal(value) ? value : { state: 'value', value, comment };
}

const wrongShape = (): Refusal => refuse('wrong_answer_type', { problem: 'wrong_shape' });

/** Whether something was said: a value that is not blank, or "unknown". */
export const isAnswered = (question: Question, answer: Answer | null | undefined): boolean =>
  answer != null &&
  (answer.state === 'unknown' || !questionTypeOf(question.type.kind).isEmpty(answer.value));

/** What is still to do on one answer; nothing for "unknown", which is an answer. */
export function gapsOfAnswer(
  question: Question,
  answer: Answer | null | undefined,
  evidenceCount: number,
): GapCode[] {
  if (answer == null || !isAnswered(question, answer)) return ['unanswered'];
  if (answer.state === 'unknown') return [];
  const { kind, config } = question.type;
  return questionTypeOf(kind).missing(config, answer.value, {
    comment: answer.comment,
    evidenceCount,
  });
}

/** The answer as one reading text, without its comment; never empty. */
export function summaryOfAnswer(
  question: Question,
  answer: Answer | null | undefined,
  locale: Locale,
): string {
  if (answer == null || !isAnswered(question, answer)) return answerWord(locale, 'unanswered');
  if (answer.state === 'unknown') return answerWord(locale, 'unknown');
  const { kind, config } = question.type;
  return questionTypeOf(kind).summary(config, answer.value, locale);
}

/** The answer for a table cell, the same in every language: `unknown`, or the type's own text. */
export function exportTextOfAnswer(question: Question, answer: Answer | null | undefined): string {
  if (answer == null || !isAnswered(question, answer)) return '';
  if (answer.state === 'unknown') return 'unknown';
  const { kind, config } = question.type;
  return questionTypeOf(kind).exportText(config, answer.value);
}

/** The choices offered by a question, whatever its type; none where nothing is chosen from a list. */
export const choicesOf = (question: Question): readonly Choice[] =>
  questionTypeOf(question.type.kind).choices(question.type.config);

import type { Answer, AnswersByKey } from '../templates';
import type { AnswerContent } from './save-answer';

/** What conditions, blockers and gaps read of an answer; null when it was taken back. */
export function judgedAnswer({ state, value, comment }: AnswerContent): Answer | null {
  if (state === 'empty') return null;
  return state === 'unknown' ? { state, comment } : { state, value, comment };
}

/** Shared answers by question; one per question, those of sites left out. */
export const judgedAnswers = (
  answers: readonly (AnswerContent & { readonly questionKey: string })[],
): AnswersByKey =>
  Object.fromEntries(answers.map((answer) => [answer.questionKey, judgedAnswer(answer)]));

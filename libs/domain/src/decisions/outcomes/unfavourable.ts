import { failing, isBlank, type OutcomeDefinition } from './outcome';

/** Against the purchase, with a reason on the questions that led to it. */
export const unfavourable: OutcomeDefinition = {
  admits: false,
  barredBy: [],
  conditionFor: [],
  requires: ['question_reasons'],
  problems: ({ reasonsByQuestion }) =>
    failing({ question_reasons_missing: reasonsByQuestion.every(({ text }) => isBlank(text)) }),
};

import * as v from 'valibot';
import type { Choice, QuestionTypeDefinition } from './definition';
import { oneOf } from '../random';
import { wrongAnswer } from './problem';
import { answerTexts, answerWord } from './words';

const codes = ['yes', 'no', 'partial', 'na'] as const;
type Code = (typeof codes)[number];
const choices: readonly Choice[] = codes.map((code) => ({ code, label: answerTexts(code) }));

/** Yes, no, partial, not applicable. The last two mean nothing alone, so they need a comment. */
export const yesNoPartialNa: QuestionTypeDefinition<Record<string, never>, Code> = {
  name: { fr: 'Oui, non, partiel, sans objet', en: 'Yes, no, partial, not applicable' },
  widget: 'choice',
  estimateSeconds: 60,
  choiceMode: 'one',
  pseudoAnswers: [],
  partially: { code: 'partial', of: 'no' },
  notApplicable: 'na',
  config: v.strictObject({}),
  parseAnswer: (_config, input) =>
    codes.find((code) => code === input) ??
    wrongAnswer(typeof input === 'string' ? 'not_an_option' : 'wrong_shape'),
  isEmpty: () => false,
  missing: (_config, value, { comment }) =>
    (value === 'partial' || value === 'na') && comment.trim() === '' ? ['comment_required'] : [],
  is: () => false,
  summary: (_config, value, locale) => answerWord(locale, value),
  exportText: (_config, value) => value,
  choices: () => choices,
  codes: (value) => [value],
  sampleConfig: () => ({}),
  sample: (_config, random) => oneOf(random, codes),
};

import * as v from 'valibot';
import type { Texts } from '../../kernel';
import { integerBetween } from '../random';
import type { QuestionTypeDefinition } from './definition';
import { wrongAnswer } from './problem';
import { textsSchema } from './schemas';
import { answerWord } from './words';

interface ScaleConfig {
  readonly min: number;
  readonly max: number;
  /** What the lowest step means. */
  readonly lowest: Texts;
  /** What the highest step means. */
  readonly highest: Texts;
}

/** A whole number on a scale whose two ends are said in words. Never added up with others. */
export const scale: QuestionTypeDefinition<ScaleConfig, number> = {
  name: { fr: 'Échelle', en: 'Scale' },
  widget: 'scale',
  estimateSeconds: 45,
  pseudoAnswers: [],
  config: v.pipe(
    v.strictObject({
      min: v.pipe(v.number(), v.integer()),
      max: v.pipe(v.number(), v.integer()),
      lowest: textsSchema,
      highest: textsSchema,
    }),
    v.check(({ min, max }) => min < max && max - min <= 20),
  ),
  parseAnswer(config, input) {
    if (typeof input !== 'number' || !Number.isInteger(input)) return wrongAnswer('not_a_number');
    return input < config.min || input > config.max ? wrongAnswer('out_of_range') : input;
  },
  isEmpty: () => false,
  missing: () => [],
  is: () => false,
  summary: (config, value, locale) =>
    answerWord(locale, 'scale', {
      value: String(value),
      min: String(config.min),
      max: String(config.max),
      lowest: config.lowest[locale],
      highest: config.highest[locale],
    }),
  exportText: (_config, value) => String(value),
  choices: () => [],
  codes: () => [],
  sampleConfig: () => ({
    min: 1,
    max: 9,
    lowest: { fr: 'très difficile', en: 'very difficult' },
    highest: { fr: 'très facile', en: 'very easy' },
  }),
  sample: (config, random) => integerBetween(random, config.min, config.max),
};

import * as v from 'valibot';
import type { Texts } from '../../kernel';
import { integerBetween } from '../random';
import type { QuestionTypeDefinition } from './definition';
import { parseNumber } from './problem';
import { sampleUnit } from './sample-texts';
import { textsSchema } from './schemas';
import { answerWord, formatNumber } from './words';

interface NumberConfig {
  readonly unit: Texts;
  /** How to read or measure the number, beside the field ("negative if saved"). */
  readonly note?: Texts | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** One number in the template's unit. Outside the bounds it is kept as a draft and named as a gap. */
export const number: QuestionTypeDefinition<NumberConfig, number> = {
  name: { fr: 'Nombre', en: 'Number' },
  widget: 'number',
  estimateSeconds: 90,
  pseudoAnswers: [],
  config: v.strictObject({
    unit: textsSchema,
    note: v.optional(textsSchema),
    min: v.optional(v.number()),
    max: v.optional(v.number()),
  }),
  parseAnswer: (_config, input) => parseNumber(input),
  isEmpty: () => false,
  missing: (config, value) =>
    value < (config.min ?? -Infinity) || value > (config.max ?? Infinity) ? ['out_of_range'] : [],
  is: () => false,
  summary: (config, value, locale) =>
    answerWord(locale, 'number', {
      value: formatNumber(value, locale),
      unit: config.unit[locale],
    }),
  exportText: (_config, value) => String(value),
  choices: () => [],
  codes: () => [],
  sampleConfig: (random) => ({ unit: sampleUnit(random), min: 0, max: 100_000 }),
  sample: (config, random) =>
    integerBetween(random, config.min ?? -1000, Math.min(config.max ?? 1000, 100_000)),
};

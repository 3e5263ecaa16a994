import * as v from 'valibot';
import { oneOf } from '../random';
import type { Choice, QuestionTypeDefinition } from './definition';
import { wrongAnswer } from './problem';
import { sampleChoices } from './sample-texts';
import { choicesSchema } from './schemas';

interface SingleConfig {
  readonly options: readonly Choice[];
}

/** One code of the template's own list. */
export const single: QuestionTypeDefinition<SingleConfig, string> = {
  name: { fr: 'Un choix', en: 'One choice' },
  widget: 'choice',
  estimateSeconds: 60,
  choiceMode: 'one',
  pseudoAnswers: [],
  config: v.strictObject({ options: choicesSchema }),
  parseAnswer(config, input) {
    if (typeof input !== 'string') return wrongAnswer('wrong_shape');
    return config.options.some((option) => option.code === input)
      ? input
      : wrongAnswer('not_an_option');
  },
  isEmpty: () => false,
  missing: () => [],
  is: () => false,
  summary: (config, value, locale) =>
    config.options.find((option) => option.code === value)?.label[locale] ?? value,
  exportText: (_config, value) => value,
  choices: (config) => config.options,
  codes: (value) => [value],
  sampleConfig: (random) => ({ options: sampleChoices(random) }),
  sample: (config, random) => oneOf(random, config.options).code,
};

import * as v from 'valibot';
import { parseText } from '../../kernel';
import type { QuestionTypeDefinition } from './definition';
import { wrongAnswer } from './problem';
import { sampleText } from './sample-texts';

interface TextConfig {
  /** Longest accepted text, in UTF-16 units. */
  readonly maxLength?: number | undefined;
}

const defaultMaxLength = 10_000;

/** A free text of several lines. Too long or with control characters, it is refused as such. */
export const text: QuestionTypeDefinition<TextConfig, string> = {
  name: { fr: 'Texte', en: 'Text' },
  widget: 'text',
  estimateSeconds: 240,
  pseudoAnswers: ['empty'],
  config: v.strictObject({
    maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  }),
  parseAnswer: (config, input) =>
    typeof input === 'string'
      ? parseText(input, config.maxLength ?? defaultMaxLength)
      : wrongAnswer('wrong_shape'),
  isEmpty: (value) => value.trim() === '',
  missing: () => [],
  is: (_config, value, pseudo) => pseudo === 'empty' && value.trim() === '',
  summary: (_config, value) => value,
  exportText: (_config, value) => value,
  choices: () => [],
  codes: () => [],
  sampleConfig: () => ({}),
  sample: (_config, random) => sampleText(random),
};

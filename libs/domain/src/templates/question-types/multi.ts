import * as v from 'valibot';
import { oneOf } from '../random';
import type { Choice, GapCode, QuestionTypeDefinition } from './definition';
import { wrongAnswer } from './problem';
import { sampleChoices } from './sample-texts';
import { choicesSchema, codeSchema } from './schemas';

interface MultiConfig {
  readonly options: readonly Choice[];
  /** At most this many choices; absent means no limit. */
  readonly max?: number | undefined;
  /** Codes that contradict every other one ("none"). */
  readonly exclusive?: readonly string[] | undefined;
}

/** Several codes of the template's own list, kept in the order of the list. */
export const multi: QuestionTypeDefinition<MultiConfig, readonly string[]> = {
  name: { fr: 'Plusieurs choix', en: 'Several choices' },
  widget: 'choices',
  estimateSeconds: 75,
  choiceMode: 'many',
  pseudoAnswers: ['empty'],
  config: v.pipe(
    v.strictObject({
      options: choicesSchema,
      max: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      exclusive: v.optional(v.array(codeSchema)),
    }),
    v.check((config) =>
      (config.exclusive ?? []).every((code) =>
        config.options.some((option) => option.code === code),
      ),
    ),
  ),
  parseAnswer(config, input) {
    if (!Array.isArray(input)) return wrongAnswer('wrong_shape');
    const known = config.options.map((option) => option.code);
    if (!input.every((code) => known.includes(code as string))) return wrongAnswer('not_an_option');
    return known.filter((code) => input.includes(code));
  },
  isEmpty: (value) => value.length === 0,
  missing(config, value) {
    const gaps: GapCode[] = [];
    if (config.max !== undefined && value.length > config.max) gaps.push('too_many_choices');
    if (value.length > 1 && value.some((code) => config.exclusive?.includes(code)))
      gaps.push('exclusive_choice');
    return gaps;
  },
  is: (_config, value, pseudo) => pseudo === 'empty' && value.length === 0,
  summary(config, value, locale) {
    const labels = config.options
      .filter((option) => value.includes(option.code))
      .map((option) => option.label[locale]);
    return labels.join(', ');
  },
  exportText: (_config, value) => value.join('; '),
  choices: (config) => config.options,
  codes: (value) => value,
  sampleConfig(random) {
    const options = sampleChoices(random);
    return { options, max: options.length - 1, exclusive: [oneOf(random, options).code] };
  },
  sample(config, random) {
    const free = config.options
      .map((option) => option.code)
      .filter((code) => !config.exclusive?.includes(code));
    const chosen = free.filter(() => random() < 0.5).slice(0, config.max);
    return chosen.length > 0 ? chosen : [oneOf(random, config.options).code];
  },
};

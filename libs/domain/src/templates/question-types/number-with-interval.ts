import * as v from 'valibot';
import { isRefusal, type Texts } from '../../kernel';
import { integerBetween } from '../random';
import type { GapCode, QuestionTypeDefinition } from './definition';
import { isRecord, parseOptionalNumber, wrongAnswer } from './problem';
import { sampleUnit } from './sample-texts';
import { textsSchema } from './schemas';
import { answerWord, formatNumber } from './words';

interface IntervalConfig {
  readonly unit: Texts;
  /** Confidence level of the interval, in percent. */
  readonly level: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** A measure with its confidence interval and sample size; a null is a field not filled in yet. */
interface IntervalValue {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number | null;
}

/** A measured proportion or rate: the figure says little without its interval and its sample. */
export const numberWithInterval: QuestionTypeDefinition<IntervalConfig, IntervalValue> = {
  name: { fr: 'Mesure avec intervalle de confiance', en: 'Measure with confidence interval' },
  widget: 'interval',
  estimateSeconds: 180,
  pseudoAnswers: ['empty'],
  config: v.strictObject({
    unit: textsSchema,
    level: v.pipe(v.number(), v.minValue(50), v.maxValue(99.99)),
    min: v.optional(v.number()),
    max: v.optional(v.number()),
  }),
  parseAnswer(_config, input) {
    if (!isRecord(input)) return wrongAnswer('wrong_shape');
    const value = parseOptionalNumber(input['value']);
    const low = parseOptionalNumber(input['low']);
    const high = parseOptionalNumber(input['high']);
    const n = parseOptionalNumber(input['n']);
    if (isRefusal(value)) return value;
    if (isRefusal(low)) return low;
    if (isRefusal(high)) return high;
    if (isRefusal(n)) return n;
    if (n !== null && (!Number.isInteger(n) || n < 1)) return wrongAnswer('out_of_range');
    return { value, low, high, n };
  },
  isEmpty: ({ value, low, high, n }) =>
    value === null && low === null && high === null && n === null,
  missing(config, { value, low, high, n }) {
    const gaps: GapCode[] = [];
    if (value === null) gaps.push('value_missing');
    if (low === null || high === null) gaps.push('interval_missing');
    if (n === null) gaps.push('sample_size_missing');
    const given = [low, value, high].filter((figure) => figure !== null);
    if (given.some((figure, index) => index > 0 && figure < (given[index - 1] ?? figure)))
      gaps.push('interval_inconsistent');
    const { min = -Infinity, max = Infinity } = config;
    if (given.some((figure) => figure < min || figure > max)) gaps.push('out_of_range');
    return gaps;
  },
  is: (_config, { value }, pseudo) => pseudo === 'empty' && value === null,
  summary(config, { value, low, high, n }, locale) {
    const figure = (given: number | null) =>
      given === null ? answerWord(locale, 'missing') : formatNumber(given, locale);
    return answerWord(locale, 'interval', {
      value: figure(value),
      unit: config.unit[locale],
      level: formatNumber(config.level, locale),
      low: figure(low),
      high: figure(high),
      n: figure(n),
    });
  },
  exportText: (_config, { value, low, high, n }) =>
    `${value ?? ''} [${low ?? ''}; ${high ?? ''}] n=${n ?? ''}`,
  choices: () => [],
  codes: () => [],
  sampleConfig: (random) => ({ unit: sampleUnit(random), level: 95, min: 0, max: 100 }),
  sample(config, random) {
    const { min = 0, max = 100 } = config;
    const at = (percent: number) => min + ((max - min) * percent) / 100;
    const centre = integerBetween(random, 10, 90);
    return {
      value: at(centre),
      low: at(centre - integerBetween(random, 0, 10)),
      high: at(centre + integerBetween(random, 0, 10)),
      n: integerBetween(random, 1, 5000),
    };
  },
};

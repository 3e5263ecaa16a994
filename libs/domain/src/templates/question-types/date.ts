import * as v from 'valibot';
import { integerBetween } from '../random';
import type { QuestionTypeDefinition } from './definition';
import { wrongAnswer } from './problem';
import { formatDate } from './words';

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, as YYYY-MM-DD. */
const isDay = (input: string): boolean => {
  if (!isoDate.test(input)) return false;
  const day = new Date(`${input}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(input);
};

/** A calendar day. For blockers "before today" means before the day of the decision. */
export const date: QuestionTypeDefinition<Record<string, never>, string> = {
  name: { fr: 'Date', en: 'Date' },
  widget: 'date',
  estimateSeconds: 60,
  pseudoAnswers: ['before_decision_date'],
  config: v.strictObject({}),
  parseAnswer(_config, input) {
    if (typeof input !== 'string') return wrongAnswer('wrong_shape');
    return isDay(input) ? input : wrongAnswer('not_a_date');
  },
  isEmpty: () => false,
  missing: () => [],
  is: (_config, value, pseudo, { decisionDate }) =>
    pseudo === 'before_decision_date' && value < decisionDate,
  summary: (_config, value, locale) => formatDate(value, locale),
  exportText: (_config, value) => value,
  choices: () => [],
  codes: () => [],
  sampleConfig: () => ({}),
  sample: (_config, random) =>
    new Date(Date.UTC(integerBetween(random, 2020, 2035), 0, integerBetween(random, 1, 365)))
      .toISOString()
      .slice(0, 10),
};

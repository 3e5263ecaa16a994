import * as v from 'valibot';
import { isCalendarDate } from '../../kernel';
import { integerBetween } from '../random';
import type { QuestionTypeDefinition } from './definition';
import { wrongAnswer } from './problem';
import { formatDate } from './words';

/** A calendar day. For blockers "before today" means before the day of the decision. */
export const date: QuestionTypeDefinition<Record<string, never>, string> = {
  name: { fr: 'Date', en: 'Date' },
  widget: 'date',
  estimateSeconds: 60,
  pseudoAnswers: ['before_decision_date'],
  config: v.strictObject({}),
  parseAnswer(_config, input) {
    if (typeof input !== 'string') return wrongAnswer('wrong_shape');
    return isCalendarDate(input) ? input : wrongAnswer('not_a_date');
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

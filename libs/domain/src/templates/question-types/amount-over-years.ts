import * as v from 'valibot';
import { isRefusal } from '../../kernel';
import { integerBetween } from '../random';
import type { GapCode, QuestionTypeDefinition } from './definition';
import { isRecord, parseOptionalNumber, wrongAnswer } from './problem';
import { answerWord, formatEuros, formatNumber } from './words';

interface AmountConfig {
  /** Term proposed when none is given, in years. */
  readonly defaultYears: number;
}

/** A total in euros, taxes included, over a term in years; a null is a field not filled in yet. */
interface AmountValue {
  readonly amount: number | null;
  readonly years: number | null;
}

const longestTerm = 30;

/** A cost over a whole contract: two offers compare only when the term is known. */
export const amountOverYears: QuestionTypeDefinition<AmountConfig, AmountValue> = {
  name: { fr: 'Montant sur une durée', en: 'Amount over a term' },
  widget: 'amount',
  estimateSeconds: 240,
  pseudoAnswers: ['empty'],
  config: v.strictObject({
    defaultYears: v.pipe(v.number(), v.minValue(1), v.maxValue(longestTerm)),
  }),
  parseAnswer(_config, input) {
    if (!isRecord(input)) return wrongAnswer('wrong_shape');
    const amount = parseOptionalNumber(input['amount']);
    const years = parseOptionalNumber(input['years']);
    if (isRefusal(amount)) return amount;
    if (isRefusal(years)) return years;
    if (amount !== null && amount < 0) return wrongAnswer('out_of_range');
    if (years !== null && (years <= 0 || years > longestTerm)) return wrongAnswer('out_of_range');
    return { amount: amount === null ? null : Math.round(amount * 100) / 100, years };
  },
  // The term comes pre-filled: alone it is not an answer.
  isEmpty: ({ amount }) => amount === null,
  missing(_config, { amount, years }) {
    const gaps: GapCode[] = [];
    if (amount === null) gaps.push('value_missing');
    if (years === null) gaps.push('years_missing');
    return gaps;
  },
  is: (_config, { amount }, pseudo) => pseudo === 'empty' && amount === null,
  summary(_config, { amount, years }, locale) {
    if (amount === null) return answerWord(locale, 'missing');
    if (years === null)
      return answerWord(locale, 'amount', { amount: formatEuros(amount, locale) });
    return answerWord(locale, years > 1 ? 'amountOverYears' : 'amountOverOneYear', {
      amount: formatEuros(amount, locale),
      years: formatNumber(years, locale, 1),
      perYear: formatEuros(Math.round(amount / years), locale),
    });
  },
  exportText: (_config, { amount, years }) => `${amount ?? ''} EUR / ${years ?? ''} y`,
  choices: () => [],
  codes: () => [],
  sampleConfig: () => ({ defaultYears: 5 }),
  sample: (_config, random) => ({
    amount: integerBetween(random, 0, 200_000_00) / 100,
    years: integerBetween(random, 1, 10),
  }),
};

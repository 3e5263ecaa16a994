import { languageTags, writtenDate, type Locale, type Texts } from '../../kernel';
import en from '../../../messages/en/templates.json' with { type: 'json' };
import fr from '../../../messages/fr/templates.json' with { type: 'json' };

const words = { fr: fr.answer, en: en.answer };

/** The words of answers; both catalogues hold the same keys, which the message tests check. */
export type AnswerWord = keyof typeof fr.answer;

/** A word of the shared message catalogue with its `{{name}}` places filled. */
export function answerWord(
  locale: Locale,
  key: AnswerWord,
  values: Readonly<Record<string, string>> = {},
): string {
  return words[locale][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

/** The same word in every locale, for labels of choices that no template writes. */
export const answerTexts = (key: AnswerWord): Texts => ({
  fr: answerWord('fr', key),
  en: answerWord('en', key),
});

/** A number as a reader of the locale writes it, with at most the given decimals. */
export const formatNumber = (value: number, locale: Locale, decimals = 6): string =>
  new Intl.NumberFormat(languageTags[locale], { maximumFractionDigits: decimals }).format(value);

/** An amount in euros; cents only when there are some. */
export const formatEuros = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(languageTags[locale], {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(value);

/** A calendar date (YYYY-MM-DD) in words of the locale; no time zone can move it. */
export const formatDate = (isoDate: string, locale: Locale): string =>
  writtenDate(
    new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${isoDate}T00:00:00Z`),
    ),
    locale,
  );

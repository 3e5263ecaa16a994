import type { Locale, Texts } from '../kernel';
import enCommon from '../../messages/en/common.json' with { type: 'json' };
import frCommon from '../../messages/fr/common.json' with { type: 'json' };
import enReports from '../../messages/en/reports.json' with { type: 'json' };
import frReports from '../../messages/fr/reports.json' with { type: 'json' };

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

/** A key of the reports catalogue, or of the common one behind `common:`. */
export type ReportMessage =
  WithoutPlural<Leaves<typeof frReports>> | `common:${WithoutPlural<Leaves<typeof frCommon>>}`;

/** With a `count` among the values, a key with `_one` and `_other` forms takes the fitting one. */
export type Translate = (
  key: ReportMessage,
  values?: Readonly<Record<string, string | number>>,
) => string;

const catalogues = {
  fr: { reports: frReports, common: frCommon },
  en: { reports: enReports, common: enCommon },
};

export const languageTags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

/**
 * The texts of a report in one language, from the shared message catalogues. Values are put in as they
 * are: nothing is escaped here, each writer escapes for its own format.
 * @throws Error when a key has no text: a programming error that the specs catch.
 */
export function reportWords(locale: Locale): Translate {
  const plural = new Intl.PluralRules(languageTags[locale]);
  return (key, values = {}) => {
    const common = key.startsWith('common:');
    const catalogue = common ? catalogues[locale].common : catalogues[locale].reports;
    const path = common ? key.slice('common:'.length) : key;
    const count = values['count'];
    const text =
      (typeof count === 'number' ? lookUp(catalogue, `${path}_${form(plural, count)}`) : null) ??
      lookUp(catalogue, path);
    if (text === null) throw new Error(`no text for ${key} in ${locale}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

/** French counts a million as "many"; the catalogues have no such form. */
const form = (plural: Intl.PluralRules, count: number): 'one' | 'other' =>
  plural.select(count) === 'one' ? 'one' : 'other';

function lookUp(catalogue: object, path: string): string | null {
  let at: unknown = catalogue;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null) return null;
    at = (at as Record<string, unknown>)[step];
  }
  return typeof at === 'string' ? at : null;
}

/** A text written in several languages, in the reader's, else in whichever has words. */
export const say = (texts: Texts, locale: Locale): string =>
  texts[locale].trim() === '' ? (texts.fr.trim() === '' ? texts.en : texts.fr) : texts[locale];

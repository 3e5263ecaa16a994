import { languageTags, type Locale, type Texts } from '../kernel';
import enCommon from '../../messages/en/common.json' with { type: 'json' };
import frCommon from '../../messages/fr/common.json' with { type: 'json' };
import enConsensus from '../../messages/en/consensus.json' with { type: 'json' };
import frConsensus from '../../messages/fr/consensus.json' with { type: 'json' };
import enDecisions from '../../messages/en/decisions.json' with { type: 'json' };
import frDecisions from '../../messages/fr/decisions.json' with { type: 'json' };
import enEvaluations from '../../messages/en/evaluations.json' with { type: 'json' };
import frEvaluations from '../../messages/fr/evaluations.json' with { type: 'json' };
import enReports from '../../messages/en/reports.json' with { type: 'json' };
import frReports from '../../messages/fr/reports.json' with { type: 'json' };

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

const catalogues = {
  fr: {
    reports: frReports,
    common: frCommon,
    consensus: frConsensus,
    decisions: frDecisions,
    evaluations: frEvaluations,
  },
  en: {
    reports: enReports,
    common: enCommon,
    consensus: enConsensus,
    decisions: enDecisions,
    evaluations: enEvaluations,
  },
};

type Catalogues = (typeof catalogues)['fr'];
type Shared = Exclude<keyof Catalogues, 'reports'>;
type Keys<K extends keyof Catalogues> = WithoutPlural<Leaves<Catalogues[K]>>;

/** A key of the reports catalogue, or of a room's own behind its name: `decisions:outcomes.pilot`. */
export type ReportMessage = Keys<'reports'> | { [K in Shared]: `${K}:${Keys<K>}` }[Shared];

/** With a `count` among the values, a key with `_one` and `_other` forms takes the fitting one. */
export type Translate = (
  key: ReportMessage,
  values?: Readonly<Record<string, string | number>>,
) => string;

/**
 * The texts of a report in one language, from the shared message catalogues. Values are put in as they
 * are: nothing is escaped here, each writer escapes for its own format.
 * @throws Error when a key has no text: a programming error that the specs catch.
 */
export function reportWords(locale: Locale): Translate {
  const plural = new Intl.PluralRules(languageTags[locale]);
  return (key, values = {}) => {
    const [room, path] = splitKey(key);
    const catalogue = catalogues[locale][room];
    const count = values['count'];
    const text =
      (typeof count === 'number' ? lookUp(catalogue, `${path}_${form(plural, count)}`) : null) ??
      lookUp(catalogue, path);
    if (text === null) throw new Error(`no text for ${key} in ${locale}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}

const splitKey = (key: string): [keyof Catalogues, string] => {
  const colon = key.indexOf(':');
  return colon < 0
    ? ['reports', key]
    : [key.slice(0, colon) as keyof Catalogues, key.slice(colon + 1)];
};

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

/** A profession in words: organisations use keys of the common list or words of their own. */
export const professionInWords = (profession: string, locale: Locale): string =>
  lookUp(catalogues[locale].common.professions, profession) ?? profession;

import { languageTags, writtenDate, type Locale } from '@consilium/domain/kernel';
import { translate } from '../platform/texts';
import type { NamedPart, Words } from './kinds';

/** How a reader's language puts dates, lists and names. */
export function wordsFor(locale: Locale): Words {
  const region = languageTags[locale];
  const dates = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(region, { type: 'conjunction' });
  const say = (key: string, values?: Record<string, unknown>): string =>
    translate(locale, `notifications:${key}`, values);
  return {
    locale,
    date: (day) => writtenDate(dates.format(new Date(`${day}T00:00:00Z`)), locale),
    sections: (parts: readonly NamedPart[]) =>
      lists.format([
        ...new Set(parts.map(({ section }) => say('quoted', { text: section[locale] }))),
      ]),
    cancelled: (because) => translate(locale, `decisions:cancelReasons.${because}`),
    actor: ({ actor }) => actor ?? say('somebody'),
    functions: (names) =>
      lists.format(names.map((name) => translate(locale, `common:organisationFunctions.${name}`))),
    phrase: (key, values) => say(`phrases.${key}`, values),
  };
}

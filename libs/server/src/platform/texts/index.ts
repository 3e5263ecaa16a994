import i18next from 'i18next';
import { detailsInWords, type Locale, type Refusal } from '@consilium/domain/kernel';
import { messages } from '@consilium/domain/messages';

const catalogue = i18next.createInstance();
await catalogue.init({
  resources: messages,
  fallbackLng: 'fr',
  ns: Object.keys(messages.fr),
  interpolation: { escapeValue: false },
});

/** A key with its room, which must be one of those that the server's catalogue holds. */
type TextKey = `${keyof typeof messages.fr}:${string}`;

/** A text of the catalogue, `room:key`, in a locale; the same texts as on screen. */
export const translate = (
  locale: Locale,
  key: TextKey,
  values: Readonly<Record<string, unknown>> = {},
): string => catalogue.t(key, { ...values, lng: locale });

/** The sentence for a refusal. */
export const sentenceOf = (refusal: Refusal, locale: Locale): string =>
  translate(locale, `refusals:${refusal.code}`, detailsInWords(refusal.details, locale));

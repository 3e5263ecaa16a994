import { refuse, type Refusal } from './refusals';

/** Locales the product speaks; French is the first. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];
export type Texts = Readonly<Record<Locale, string>>;

/**
 * How dates, numbers and lists of a locale are written: English readers of a French hospital's files
 * expect the day first and 24 hours.
 */
export const languageTags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

export const isLocale = (value: unknown): value is Locale =>
  (locales as readonly unknown[]).includes(value);

// Tab, line feed and carriage return are writing; every other control character is an accident or
// an attack, and U+0000 cannot be stored at all.
// eslint-disable-next-line no-control-regex -- naming these characters is the point
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u2028\u2029]/;
// Half a character: cut out of an emoji, and nothing a database or a document can hold.
const halves = /\p{Surrogate}/u;

/**
 * A person's free text, normalised to NFC with line feeds.
 * Refused when it has control characters, half characters or more than `max` UTF-16 units.
 */
export function parseText(value: string, max: number): string | Refusal {
  const text = value.normalize('NFC').replace(/\r\n?/g, '\n');
  if (controls.test(text) || halves.test(text)) return refuse('control_characters');
  if (text.length > max) return refuse('text_too_long', { max });
  return text;
}

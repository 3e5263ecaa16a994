import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createInstance, type Resource } from 'i18next';
import type { Locale } from '@consilium/domain/kernel';

const folder = fileURLToPath(new URL('../../../../libs/domain/messages/', import.meta.url));

const rooms = readdirSync(`${folder}fr`).map((name) => name.replace('.json', ''));

const resources: Resource = Object.fromEntries(
  (['fr', 'en'] as const).map((locale) => [
    locale,
    Object.fromEntries(
      rooms.map((room) => [
        room,
        JSON.parse(readFileSync(`${folder}${locale}/${room}.json`, 'utf8')) as Resource[string],
      ]),
    ),
  ]),
);

/** Stands where a value was not given. */
const gap = '\u0000';

const catalogue = createInstance();
await catalogue.init({
  resources,
  fallbackLng: false,
  ns: rooms,
  contextSeparator: '|',
  interpolation: { escapeValue: false },
  missingInterpolationHandler: () => gap,
});

type Values = Readonly<Record<string, unknown>>;

function textOf(locale: Locale, key: string, values: Values): string {
  const options = { ...values, lng: locale };
  if (!catalogue.exists(key, options)) throw new Error(`no text ${key} in ${locale}`);
  return catalogue.t(key, options);
}

/** The texts of one language; a key is `room:key`. One that does not exist fails the journey. */
export interface Words {
  readonly locale: Locale;
  /** A text as the screen shows it. */
  (key: string, values?: Values): string;
  /** The same where some values are not known, such as the time of a save. */
  like(key: string, values?: Values): RegExp;
  /** The plural of a text, whatever the number in it. */
  counted(key: string, values?: Values): RegExp;
}

export function wordsOf(locale: Locale): Words {
  const words = (key: string, values: Values = {}): string => {
    const text = textOf(locale, key, values);
    if (text.includes(gap)) throw new Error(`${key} lacks a value: ${text}`);
    return text;
  };
  const like = (key: string, values: Values = {}): RegExp =>
    new RegExp(
      textOf(locale, key, values)
        .split(gap)
        .map((piece) => piece.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
        .join('.+')
        .replaceAll(/\s+/g, String.raw`\s+`),
    );
  const counted = (key: string, values: Values = {}): RegExp =>
    new RegExp(like(key, { ...values, count: 1234 }).source.replace('1234', String.raw`\d+`));
  return Object.assign(words, { locale, like, counted });
}

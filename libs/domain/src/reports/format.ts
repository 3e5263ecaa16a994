import { languageTags, writtenDate, type Locale } from '../kernel';
import type { Instant, IsoDate } from './snapshot';

/** How numbers and dates read in one language and one time zone. */
export interface Format {
  /** A calendar date in words; no zone can move it. */
  date(day: IsoDate): string;
  /** The day of an instant, in the organisation's zone. */
  day(at: Instant | IsoDate): string;
  /** Day and minute of an instant, in the organisation's zone; the day alone when only that is known. */
  instant(at: Instant | IsoDate): string;
  /** At most `decimals` decimals, two by default. */
  number(value: number, decimals?: number): string;
  /** A share from 0 to 1 as a percentage. */
  percent(share: number): string;
  /** Bytes in the unit a reader expects. */
  size(bytes: number): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** "a; b; c", for items that hold commas themselves. */
  series(items: readonly string[]): string;
}

/** Something whose time of day was not recorded is a day, which no zone can move. */
const isDay = (at: Instant | IsoDate): boolean => !at.includes('T');

/** @throws RangeError when the time zone is unknown to the machine. */
export function reportFormat(locale: Locale, timeZone: string): Format {
  const tag = languageTags[locale];
  const calendar = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone });
  const minute = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const number = (value: number, decimals = 2): string =>
    new Intl.NumberFormat(tag, { maximumFractionDigits: decimals }).format(value);
  const bytes = (value: number, unit: 'byte' | 'kilobyte' | 'megabyte', decimals: number): string =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit,
      unitDisplay: unit === 'byte' ? 'long' : 'short',
      maximumFractionDigits: decimals,
    }).format(value);
  const words = (format: Intl.DateTimeFormat, at: string): string =>
    writtenDate(format.format(new Date(at)), locale);
  return {
    date: (value) => words(calendar, `${value}T00:00:00Z`),
    day: (at) => words(isDay(at) ? calendar : day, at),
    instant: (at) => {
      if (isDay(at)) return words(calendar, at);
      const date = new Date(at);
      return `${words(day, at)}${locale === 'fr' ? ' à ' : ', '}${minute.format(date)}`;
    },
    number,
    percent: (share) =>
      new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    size: (value) =>
      value < 1000
        ? bytes(value, 'byte', 0)
        : value < 1_000_000
          ? bytes(value / 1000, 'kilobyte', 0)
          : bytes(value / 1_000_000, 'megabyte', 1),
    list: (items) => list.format(items),
    series: (items) => items.join(locale === 'fr' ? '\u00a0; ' : '; '),
  };
}

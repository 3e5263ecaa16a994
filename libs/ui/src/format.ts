import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isLocale, languageTags, writtenDate } from '@consilium/domain/kernel';

/** An instant (Date or ISO text), or a calendar day `YYYY-MM-DD` that no time zone may move. */
export type DateLike = Date | string;

const calendarDay = /^\d{4}-\d{2}-\d{2}$/;
const dayLength = 86_400_000;

const isDay = (value: DateLike): value is string =>
  typeof value === 'string' && calendarDay.test(value);

const toDate = (value: DateLike): Date =>
  value instanceof Date ? value : new Date(isDay(value) ? `${value}T00:00:00Z` : value);

/** The calendar day of a value as a count of days, in the reader's zone for instants. */
function dayNumber(value: DateLike): number {
  const date = toDate(value);
  return isDay(value)
    ? date.getTime() / dayLength
    : Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayLength;
}

const yearOf = (value: DateLike): number =>
  isDay(value) ? Number(value.slice(0, 4)) : toDate(value).getFullYear();

export interface Formats {
  readonly locale: string;
  /** 3 novembre 2026 */
  date(value: DateLike): string;
  /** 3 nov., with the year unless it is this one: where room is short */
  shortDate(value: DateLike, now?: DateLike): string;
  /** 3 novembre 2026 à 14:02 */
  dateTime(value: DateLike): string;
  /** 14:02 */
  time(value: DateLike): string;
  /** aujourd’hui, demain, il y a 3 jours: whole calendar days between `value` and `now` */
  relativeDay(value: DateLike, now?: DateLike): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** 0.42 → 42 % */
  percent(ratio: number): string;
  /** « a, b et c » */
  list(items: readonly string[], type?: 'conjunction' | 'disjunction'): string;
  /** bytes → 2,4 Mo */
  size(bytes: number): string;
}

/** Dates, numbers and lists as the readers of a language write them. */
export function formats(language: string): Formats {
  const locale = isLocale(language) ? languageTags[language] : language;
  const day = (value: DateLike, options: Intl.DateTimeFormatOptions) =>
    writtenDate(
      new Intl.DateTimeFormat(locale, {
        ...options,
        timeZone: isDay(value) ? 'UTC' : undefined,
      }).format(toDate(value)),
      locale,
    );
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = (value: number, options?: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value);
  return {
    locale,
    date: (value) => day(value, { dateStyle: 'long' }),
    shortDate: (value, now = new Date()) =>
      day(value, {
        day: 'numeric',
        month: 'short',
        year: yearOf(value) === yearOf(now) ? undefined : 'numeric',
      }),
    dateTime: (value) =>
      isDay(value)
        ? day(value, { dateStyle: 'long' })
        : writtenDate(moment.format(toDate(value)), locale),
    time: (value) => clock.format(toDate(value)),
    relativeDay: (value, now = new Date()) =>
      relative.format(Math.round(dayNumber(value) - dayNumber(now)), 'day'),
    number,
    percent: (ratio) => number(ratio, { style: 'percent', maximumFractionDigits: 0 }),
    list: (items, type = 'conjunction') => new Intl.ListFormat(locale, { type }).format(items),
    size(bytes) {
      const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
      const step = Math.min(
        units.length - 1,
        bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1000)),
      );
      return number(bytes / 1000 ** step, {
        style: 'unit',
        unit: units[step],
        unitDisplay: 'short',
        maximumFractionDigits: step === 0 ? 0 : 1,
      });
    },
  };
}

const known = new Map<string, Formats>();

/** The formats of the language the page is shown in. */
export function useFormat(): Formats {
  const { i18n } = useTranslation('ui');
  const locale = i18n.resolvedLanguage ?? i18n.language;
  return useMemo(() => {
    const found = known.get(locale) ?? formats(locale);
    known.set(locale, found);
    return found;
  }, [locale]);
}

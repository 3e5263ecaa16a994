/** A calendar date `YYYY-MM-DD` without time: a deadline holds for the whole day in the zone of the organisation. */
export type CalendarDate = string;

const shape = /^\d{4}-\d{2}-\d{2}$/;

// Wider than any day a person can mean here, and inside what is counted and stored.
const firstYear = '1900';
const lastYear = '2999';

/** Whether a text is a day that exists, as `YYYY-MM-DD`, of the years 1900 to 2999. */
export function isCalendarDate(value: unknown): value is CalendarDate {
  if (typeof value !== 'string' || !shape.test(value)) return false;
  const year = value.slice(0, 4);
  if (year < firstYear || year > lastYear) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/**
 * A date that `Intl` has put into words, as people write it: French counts the first of a month and
 * no other day (« 1er janvier »).
 */
export const writtenDate = (words: string, language: string): string =>
  language.startsWith('fr') ? words.replace(/^1(?=\s)/, '1er') : words;

/**
 * An instant to the second as the clock of a zone shows it, with the distance from UTC, since the hour
 * before clocks are put back comes twice: `2026-10-25 02:30:12+02:00`.
 * @param zone IANA name, such as `Europe/Paris`
 * @throws RangeError when the zone is unknown to the machine
 */
export function instantIn(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}${offset}`;
}

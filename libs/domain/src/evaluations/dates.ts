import { isCalendarDate, type CalendarDate } from '../kernel';

export { isCalendarDate, type CalendarDate };

/** An instant, ISO 8601 in UTC. */
export type Instant = string;

const dayLength = 86_400_000;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const write = (time: number): CalendarDate => {
  const date = new Date(time);
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
};

/** Midnight UTC of a calendar date, only to count days. Throws when the date does not exist. */
const timeOf = (date: CalendarDate): number => {
  if (!isCalendarDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`);
};

/**
 * The calendar date in a time zone at an instant.
 * @param zone IANA name, such as `Europe/Paris`
 */
export function dateIn(zone: string, at: Date): CalendarDate {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** Days from one calendar date to another; negative when `to` is before `from`. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((timeOf(to) - timeOf(from)) / dayLength);

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  write(timeOf(date) + days * dayLength);

/** The same day `months` later, or the last day of that month where the day does not exist in it. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const from = new Date(timeOf(date));
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return write(first.setUTCDate(Math.min(from.getUTCDate(), last)));
}

/** Days before which a deadline counts as near. Source: the reminder "due in three days". */
export const dueSoonDays = 3;

export type Lateness =
  | { readonly state: 'undated' }
  | { readonly state: 'ahead' | 'due_soon'; readonly daysLeft: number }
  | { readonly state: 'today'; readonly daysLeft: 0 }
  | { readonly state: 'late'; readonly daysLate: number };

/** Where a deadline stands on a day of the organisation's zone. The day itself is never late. */
export function latenessOn(deadline: CalendarDate | null, today: CalendarDate): Lateness {
  if (deadline === null) return { state: 'undated' };
  const days = daysBetween(today, deadline);
  if (days < 0) return { state: 'late', daysLate: -days };
  if (days === 0) return { state: 'today', daysLeft: 0 };
  return { state: days <= dueSoonDays ? 'due_soon' : 'ahead', daysLeft: days };
}

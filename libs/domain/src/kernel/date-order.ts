import { isCalendarDate, writtenDate, type CalendarDate } from './days';
import { refuse, type Refusal, type RefusalDetails } from './refusals';
import { languageTags, type Locale } from './texts';

/** Days that people type, or that stand beside them; `common:dateNames.<name>` says each in words. */
export const dateNames = [
  'opened_on',
  'today',
  'farthest',
  'founded_on',
  'mandate_from',
  'mandate_to',
  'certificate_expires_on',
  'screening',
  'collecting',
  'rating',
  'deliberating',
  're_rating',
  'opinion',
  'decided',
  'pilot',
  'in_use',
  'closed',
  'due_on',
  'document_date',
  'valid_until',
  'stated_on',
  'closes_on',
  'called_on',
  'held_on',
  'minutes_validated',
  'condition_due_on',
  'pilot_ends_on',
  'reevaluate_on',
  'adopted_on',
  'decided_on',
] as const;
export type DateName = (typeof dateNames)[number];

/** A day with what it is the day of; null where none was given. */
export type NamedDay = readonly [name: DateName, on: CalendarDate | null];

/** Years ahead beyond which a day is a slip of the keyboard. An assumption of the product. */
const yearsAhead = 30;

/** The last day that anybody may plan from today. */
export const farthestFrom = (today: CalendarDate): NamedDay => [
  'farthest',
  `${Number(today.slice(0, 4)) + yearsAhead}-12-31`,
];

/**
 * Refuses days that do not follow one another in the order given; the same day is in order. The
 * details name both, with what each is.
 */
export function checkOrder(...days: readonly NamedDay[]): Refusal | null {
  let last: { name: DateName; on: CalendarDate } | null = null;
  for (const [name, on] of days) {
    if (on === null) continue;
    if (last && on < last.on) return outOfOrder([last.name, last.on], [name, on]);
    last = { name, on };
  }
  return null;
}

const outOfOrder = (
  [before, beforeOn]: readonly [DateName, CalendarDate],
  [after, afterOn]: readonly [DateName, CalendarDate],
): Refusal => refuse('dates_out_of_order', { before, beforeOn, after, afterOn });

/** The details of a refusal with its days as people write them. */
export function detailsInWords(details: RefusalDetails, locale: Locale): RefusalDetails {
  const format = new Intl.DateTimeFormat(languageTags[locale], {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      isCalendarDate(value)
        ? writtenDate(format.format(new Date(`${value}T00:00:00Z`)), locale)
        : value,
    ]),
  );
}

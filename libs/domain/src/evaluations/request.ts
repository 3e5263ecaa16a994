import { isRefusal, parseText, refuse, type Refusal } from '../kernel';
import { parseName } from '../access';
import { isCalendarDate, type CalendarDate } from './dates';

/** Longest statement of a need or an intended purpose, in UTF-16 units. */
export const maxNeedLength = 10_000;

/** Most specialties of one file. */
export const maxSpecialties = 20;

/** Classes of a device: MDR 2017/745 and, in vitro, IVDR 2017/746; empty while not known. */
export const riskClasses = ['', 'I', 'IIa', 'IIb', 'III', 'A', 'B', 'C', 'D'] as const;
export type RiskClass = (typeof riskClasses)[number];

const text = (value: string): string | Refusal => {
  const parsed = parseText(value, maxNeedLength);
  return isRefusal(parsed) ? parsed : parsed.trim();
};

const specialties = (value: readonly string[]): readonly string[] | Refusal => {
  const names: string[] = [];
  for (const one of value) {
    if (one.trim() === '') continue;
    const name = parseName(one);
    if (isRefusal(name)) return name;
    if (!names.includes(name)) names.push(name);
  }
  return names.length > maxSpecialties
    ? refuse('too_many_specialties', { max: maxSpecialties })
    : names;
};

const riskClass = (value: string): RiskClass | Refusal =>
  riskClasses.find((one) => one === value) ?? refuse('invalid_input');

/** An empty text takes the date away. */
const dateOrNone = (value: string): CalendarDate | null | Refusal =>
  value === '' ? null : isCalendarDate(value) ? value : refuse('date_impossible');

/** How each field of a request and of its device is read. */
const parsers = {
  title: parseName,
  deviceName: parseName,
  manufacturer: parseName,
  version: parseName,
  need: text,
  intendedPurpose: text,
  udi: text,
  specialties,
  riskClass,
  certificateExpiresOn: dateOrNone,
} as const;

type Field = keyof typeof parsers;
type Input = { readonly [F in Field]?: Parameters<(typeof parsers)[F]>[0] | null | undefined };
export type FileDetails = { [F in Field]?: Exclude<ReturnType<(typeof parsers)[F]>, Refusal> };

/**
 * Details of a file as a person gives them, cleaned; what is absent or null is left out. Refused for
 * the first field that cannot be read.
 */
export function parseFileDetails(input: Input): FileDetails | Refusal {
  const details: Record<string, unknown> = {};
  for (const field of Object.keys(parsers) as Field[]) {
    const value = input[field];
    if (value === undefined || value === null) continue;
    const parsed: unknown = (parsers[field] as (value: unknown) => unknown)(value);
    if (isRefusal(parsed)) return parsed;
    details[field] = parsed;
  }
  return details as FileDetails;
}

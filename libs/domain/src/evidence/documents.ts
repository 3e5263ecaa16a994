import { parseClearance, type Clearance } from '../access';
import {
  checkOrder,
  farthestFrom,
  isCalendarDate,
  isRefusal,
  parseText,
  refuse,
  type CalendarDate,
  type Refusal,
} from '../kernel';

/**
 * What a document is, for filters and for the list in the report. Source: the supplier file of
 * product design §3 and the guide's evidence column.
 */
export const documentKinds = [
  'certificate',
  'conformity_declaration',
  'instructions',
  'technical_file',
  'clinical_study',
  'publication',
  'security',
  'data_protection',
  'usability',
  'contract',
  'quote',
  'test_report',
  'other',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const maxTitleLength = 200;
export const maxQuestionsPerDocument = 100;

/** What a person states about a document. Days are `YYYY-MM-DD`. */
export interface DocumentDetails {
  readonly title: string;
  readonly kind: DocumentKind;
  readonly clearance: Clearance;
}

/** Days printed on the document: when it was written, until when it holds. */
export interface DocumentDates {
  readonly documentDate: string | null;
  readonly validUntil: string | null;
}

/** Takes days that exist. */
export function parseDates({ documentDate, validUntil }: DocumentDates): DocumentDates | Refusal {
  for (const day of [documentDate, validUntil]) {
    if (day !== null && !isCalendarDate(day)) return refuse('date_impossible');
  }
  return { documentDate, validUntil };
}

/** Refuses a document that was written after today, or ends before it was written. */
export const checkDates = (
  { documentDate, validUntil }: DocumentDates,
  today: CalendarDate,
): Refusal | null =>
  checkOrder(['document_date', documentDate], ['today', today]) ??
  checkOrder(['document_date', documentDate], ['valid_until', validUntil], farthestFrom(today));

/** Checks what a person states about a document. */
export function parseDetails(input: {
  readonly title: string;
  readonly kind: string;
  readonly clearance: { readonly level: string; readonly roles?: readonly string[] };
}): DocumentDetails | Refusal {
  const title = parseText(input.title.trim().replace(/\s+/g, ' '), maxTitleLength);
  if (isRefusal(title)) return title;
  if (title === '') return refuse('title_missing');
  const kind = documentKinds.find((known) => known === input.kind);
  if (kind === undefined) return refuse('invalid_input');
  const clearance = parseClearance(input.clearance);
  return isRefusal(clearance) ? clearance : { title, kind, clearance };
}

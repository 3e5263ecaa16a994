import { answerRoles, type Clearance } from '../access';
import { isRefusal, parseText, refuse, type Refusal } from '../kernel';

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

const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
  new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);

/** Checks the days; a document that ends before it begins is a slip of the keyboard. */
export function parseDates(input: DocumentDates): DocumentDates | Refusal {
  const { documentDate, validUntil } = input;
  for (const day of [documentDate, validUntil]) {
    if (day !== null && !isDay(day)) return refuse('date_wrong');
  }
  if (documentDate !== null && validUntil !== null && validUntil < documentDate) {
    return refuse('dates_contradictory');
  }
  return { documentDate, validUntil };
}

/** Checks who may see a document; roles are put in the catalogue's order. */
export function parseClearance(input: {
  readonly level: string;
  readonly roles?: readonly string[];
}): Clearance | Refusal {
  if (input.level === 'panel' || input.level === 'author') return { level: input.level };
  if (input.level !== 'roles') return refuse('invalid_input');
  const asked = input.roles ?? [];
  const roles = answerRoles.filter((role) => asked.includes(role));
  if (roles.length !== new Set(asked).size) return refuse('invalid_input');
  return roles.length === 0 ? refuse('clearance_without_role') : { level: 'roles', roles };
}

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

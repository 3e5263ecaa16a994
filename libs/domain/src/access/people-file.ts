import {
  isRefusal,
  refuse,
  type Locale,
  type Refusal,
  type RefusalCode,
  type RefusalDetails,
} from '../kernel';
import { cellsOf, separatorOf } from './people-cells';
import { parseEmail, parseName, parseProfession } from './people';
import type { OrganisationFunction } from './roles';

/** Part of every browser and of Node, though not of the language's own library. */
declare const TextDecoder: new (
  label: string,
  options?: { fatal?: boolean },
) => { decode(bytes: Uint8Array): string };

/** Most people one file may hold. */
export const mostPeopleInFile = 1_000;

/** More than this is no list of a thousand people, and is not read. */
export const longestPeopleFile = 300_000;

export const peopleColumns = ['name', 'email', 'profession', 'functions', 'language'] as const;
export type PeopleColumn = (typeof peopleColumns)[number];

/** How a column may be called, folded. */
const headings: Readonly<Record<PeopleColumn, readonly string[]>> = {
  name: ['name', 'nom', 'nom complet', 'full name'],
  email: ['address', 'adresse', 'email', 'e-mail', 'mail', 'courriel', 'adresse electronique'],
  profession: ['profession', 'metier'],
  functions: ['functions', 'function', 'fonctions', 'fonction'],
  language: ['language', 'langue', 'locale'],
};

const optional: readonly PeopleColumn[] = ['functions', 'language'];

const functionWords: Readonly<Record<OrganisationFunction, readonly string[]>> = {
  administrator: ['administrator', 'administrateur', 'administratrice'],
  coordinator: ['coordinator', 'coordinateur', 'coordinatrice'],
  decision_maker: ['decision_maker', 'decision maker', 'decision-maker', 'decideur', 'decideuse'],
  observer: ['observer', 'observateur', 'observatrice'],
};

const languageWords: Readonly<Record<Locale, readonly string[]>> = {
  fr: ['fr', 'francais', 'french'],
  en: ['en', 'anglais', 'english'],
};

/** Somebody to invite, and the line that says so, counted from 1 with the headings. */
export interface PersonLine {
  readonly line: number;
  readonly displayName: string;
  readonly email: string;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
  readonly locale: Locale;
}

/** What is wrong with one cell, or with a whole line. */
export interface PeopleFault {
  readonly line: number;
  readonly column: PeopleColumn | null;
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

export interface PeopleFile {
  readonly people: readonly PersonLine[];
  /** Any fault at all, and nobody is invited. */
  readonly faults: readonly PeopleFault[];
}

export interface PeopleFileOptions {
  /** Language of those for whom the file names none. */
  readonly locale: Locale;
  /** Addresses of members, and of those whom an invitation is waiting for. */
  readonly members: ReadonlySet<string>;
  readonly invited: ReadonlySet<string>;
  /** The code of a profession that is known by name; else its own words. */
  readonly professionCode: (name: string) => string;
}

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').trim().replace(/\s+/g, ' ').toLowerCase();

const keyOf = <K extends string>(words: Readonly<Record<K, readonly string[]>>, text: string) =>
  (Object.keys(words) as K[]).find((key) => words[key].includes(folded(text)));

/**
 * The text of a file: UTF-8, with or without its mark, else what Windows writes by itself. Refused when
 * it is neither, such as UTF-16 or a workbook.
 */
export function decodePeopleFile(bytes: Uint8Array): string | Refusal {
  if (bytes.length > longestPeopleFile * 4) return tooLong();
  if (bytes.includes(0)) return refuse('people_file_encoding');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, windowsCharacter).join('');
  }
}

/** What Windows-1252 has at 0x80 to 0x9F; below and above it is Latin 1. */
const windowsOwn = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const windowsCharacter = (byte: number): string =>
  windowsOwn[byte - 0x80] ?? String.fromCharCode(byte);

const tooLong = (): Refusal => refuse('people_file_too_long', { max: mostPeopleInFile });

/** A spreadsheet would run it: such a cell is refused rather than changed. */
const isFormula = (cell: string): boolean => /^[=+\-@\t\r]/.test(cell) || /^\s*[=+\-@]/.test(cell);

/**
 * The people of a list with headings, and everything that is wrong with it, by line and column. Refused
 * as a whole when it cannot be read as a list: too long, without its columns, with others.
 */
export function parsePeopleFile(text: string, options: PeopleFileOptions): PeopleFile | Refusal {
  if (text.length > longestPeopleFile) return tooLong();
  const lines = cellsOf(text.replace(/^\uFEFF/, ''), separatorOf(text), mostPeopleInFile + 1);
  if (lines === 'too_many') return tooLong();
  const [header, ...rest] = lines;
  if (!header || rest.length === 0) return refuse('people_file_empty');
  const columns = columnsOf(header.cells);
  if (isRefusal(columns)) return columns;
  const people: PersonLine[] = [];
  const faults: PeopleFault[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells, unclosed } of rest) {
    const torn = tornLine(line, cells, unclosed, columns);
    if (torn) {
      faults.push(torn);
      continue;
    }
    const read = readLine(line, columns, cells, options, seen);
    faults.push(...read.faults);
    if (read.person) people.push(read.person);
    if (read.email !== null && !seen.has(read.email)) seen.set(read.email, line);
  }
  return { people, faults };
}

function columnsOf(header: readonly string[]): readonly PeopleColumn[] | Refusal {
  const columns: PeopleColumn[] = [];
  for (const heading of header) {
    const column = keyOf(headings, heading);
    if (!column || columns.includes(column))
      return refuse('people_file_heading', { heading: heading.trim().slice(0, 60) });
    columns.push(column);
  }
  const missing = peopleColumns.find(
    (column) => !columns.includes(column) && !optional.includes(column),
  );
  return missing ? refuse('people_file_column_missing', { column: missing }) : columns;
}

/** Why the cells of a line cannot be told apart. */
function tornLine(
  line: number,
  cells: readonly string[],
  unclosed: boolean,
  columns: readonly PeopleColumn[],
): PeopleFault | null {
  if (unclosed) return { line, column: null, code: 'people_file_quote', details: {} };
  if (cells.length === columns.length) return null;
  const details = { cells: cells.length, columns: columns.length };
  return { line, column: null, code: 'people_file_cells', details };
}

/** A line cell by cell: each is judged by itself, so that one pass tells everything there is to mend. */
function readLine(
  line: number,
  columns: readonly PeopleColumn[],
  cells: readonly string[],
  options: PeopleFileOptions,
  seen: ReadonlyMap<string, number>,
): {
  readonly person: PersonLine | null;
  /** Its address, where that can be read, whatever else is wrong. */
  readonly email: string | null;
  readonly faults: readonly PeopleFault[];
} {
  const faults: PeopleFault[] = [];
  const good = <T>(column: PeopleColumn, read: (cell: string) => T | Refusal): T | null => {
    const cell = cells[columns.indexOf(column)] ?? '';
    const value = isFormula(cell) ? refuse('people_file_formula') : read(cell);
    if (!isRefusal(value)) return value;
    faults.push({ line, column, code: value.code, details: value.details });
    return null;
  };
  const displayName = good('name', parseName);
  const email = good('email', parseEmail);
  const taken = email === null ? null : takenBefore(email, seen, options);
  if (taken) faults.push({ line, column: 'email', code: taken.code, details: taken.details });
  const profession = good('profession', (cell) =>
    parseProfession(options.professionCode(cell.trim())),
  );
  const functions = good('functions', functionsOf);
  const locale = good('language', (cell) => languageOf(cell, options.locale));
  const person =
    !taken && displayName && email && profession && functions && locale
      ? { line, displayName, email, profession, functions, locale }
      : null;
  return { person, email, faults };
}

function functionsOf(text: string): OrganisationFunction[] | Refusal {
  const functions = new Set<OrganisationFunction>();
  for (const word of text.split(/[,;/|+]/).filter((each) => each.trim() !== '')) {
    const known = keyOf(functionWords, word);
    if (!known) return refuse('people_file_function', { word: word.trim().slice(0, 60) });
    functions.add(known);
  }
  return [...functions];
}

const languageOf = (text: string, fallback: Locale): Locale | Refusal =>
  text.trim() === ''
    ? fallback
    : (keyOf(languageWords, text) ??
      refuse('people_file_language', { word: text.trim().slice(0, 60) }));

/** Whether the address stands in the list before, is a member already, or is invited. */
function takenBefore(
  email: string,
  seen: ReadonlyMap<string, number>,
  { members, invited }: PeopleFileOptions,
): Refusal | null {
  const first = seen.get(email);
  if (first !== undefined) return refuse('people_file_twice', { first });
  if (members.has(email)) return refuse('email_taken');
  return invited.has(email) ? refuse('invitation_waiting') : null;
}

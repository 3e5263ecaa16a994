import {
  isRefusal,
  refuse,
  type Locale,
  type Refusal,
  type RefusalCode,
  type RefusalDetails,
} from '../kernel';
import { cellsOf, separatorOf } from './people-cells';
import { parseEmail, parseName } from './people';
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
    const found = faultsOf(line, cells, unclosed, columns);
    if (found.length > 0) {
      faults.push(...found);
      continue;
    }
    const person = readPerson(line, columns, cells, options);
    if (Array.isArray(person)) {
      faults.push(...person);
      continue;
    }
    const taken = takenBefore(person, seen, options);
    if (taken) faults.push({ line, column: 'email', ...taken });
    else people.push(person);
    if (!seen.has(person.email)) seen.set(person.email, line);
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

function faultsOf(
  line: number,
  cells: readonly string[],
  unclosed: boolean,
  columns: readonly PeopleColumn[],
): PeopleFault[] {
  if (unclosed) return [{ line, column: null, code: 'people_file_quote', details: {} }];
  if (cells.length !== columns.length) {
    const details = { cells: cells.length, columns: columns.length };
    return [{ line, column: null, code: 'people_file_cells', details }];
  }
  return columns.flatMap((column, at) =>
    isFormula(cells[at] ?? '')
      ? [{ line, column, code: 'people_file_formula' as const, details: {} }]
      : [],
  );
}

function readPerson(
  line: number,
  columns: readonly PeopleColumn[],
  cells: readonly string[],
  { locale, professionCode }: PeopleFileOptions,
): PersonLine | PeopleFault[] {
  const cell = (column: PeopleColumn): string => cells[columns.indexOf(column)] ?? '';
  const faults: PeopleFault[] = [];
  const good = <T>(column: PeopleColumn, value: T | Refusal): T | null => {
    if (!isRefusal(value)) return value;
    faults.push({ line, column, code: value.code, details: value.details });
    return null;
  };
  const displayName = good('name', parseName(cell('name')));
  const email = good('email', parseEmail(cell('email')));
  const profession = good('profession', parseName(professionCode(cell('profession').trim())));
  const functions = good('functions', functionsOf(cell('functions')));
  const language = good('language', languageOf(cell('language'), locale));
  if (!displayName || !email || !profession || !functions || !language) return faults;
  return { line, displayName, email, profession, functions, locale: language };
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

function takenBefore(
  { email }: PersonLine,
  seen: ReadonlyMap<string, number>,
  { members, invited }: PeopleFileOptions,
): Pick<PeopleFault, 'code' | 'details'> | null {
  const first = seen.get(email);
  if (first !== undefined) return { code: 'people_file_twice', details: { first } };
  if (members.has(email)) return { code: 'email_taken', details: {} };
  return invited.has(email) ? { code: 'invitation_waiting', details: {} } : null;
}

/** One record of a file of separated values; in quotes it may go over several lines. */
export interface Cells {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote was opened and never closed: what follows is no record. */
  readonly unclosed: boolean;
}

/** What separates the cells, by the first line: a semicolon where there is one, else a comma. */
export const separatorOf = (text: string): ';' | ',' => (/^[^\r\n]*;/.test(text) ? ';' : ',');

/**
 * The records of a file (RFC 4180, with the separator given), without its empty lines. `too_many` as
 * soon as there are more than `most`: the rest is not read.
 */
export function cellsOf(text: string, separator: string, most: number): Cells[] | 'too_many' {
  const records: Cells[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    let unclosed = false;
    for (let ended = false; !ended;) {
      const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
      line += linesIn(text.slice(at, cell.end));
      cells.push(cell.value);
      unclosed ||= cell.unclosed;
      at = cell.end;
      ended = text[at] !== separator;
      if (!ended) at += 1;
    }
    // What stands between a closing quote and the next separator is part of nothing.
    const rest = plain(text, at, separator);
    if (rest.end > at) {
      unclosed = true;
      at = plain(text, at, '\n').end;
    }
    if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      line += 1;
    }
    if (cells.length === 1 && cells[0]?.trim() === '') continue;
    records.push({ line: start, cells, unclosed });
    if (records.length > most) return 'too_many';
  }
  return records;
}

interface Cell {
  readonly value: string;
  readonly end: number;
  readonly unclosed: boolean;
}

const linesIn = (text: string): number => (text.match(/\r\n|\r|\n/g) ?? []).length;

function plain(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') {
    end += 1;
  }
  return { value: text.slice(from, end), end, unclosed: false };
}

function quoted(text: string, from: number): Cell {
  let value = '';
  for (let at = from + 1; at < text.length;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) break;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1, unclosed: false };
    value += '"';
    at = quote + 2;
  }
  return { value: text.slice(from + 1), end: text.length, unclosed: true };
}

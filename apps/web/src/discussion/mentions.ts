import type { Seat } from './use-threads';

/** What is typed after the last "@" before the caret, with where it begins. */
export interface Query {
  readonly start: number;
  readonly text: string;
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The mention being typed at the caret, or null; an address such as a@b is none. */
export function queryAt(text: string, caret: number): Query | null {
  const found = /(?:^|[\s([«“"'’])@([^\s@]*(?: [^\s@]*)?)$/.exec(text.slice(0, caret));
  return found ? { start: caret - (found[1]?.length ?? 0) - 1, text: found[1] ?? '' } : null;
}

/** Seats that match what is typed, at most eight. */
export const matching = (seats: readonly Seat[], text: string): readonly Seat[] =>
  seats.filter(({ displayName }) => folded(displayName).includes(folded(text))).slice(0, 8);

/** Puts a name in place of what was typed; says where the caret goes. */
export function complete(
  text: string,
  caret: number,
  query: Query,
  seat: Seat,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, query.start)}@${seat.displayName} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

/** Seats whose names stand in the words after an "@"; of two names the longer one counts. */
export function mentionedIn(text: string, seats: readonly Seat[]): readonly Seat[] {
  const found = new Set(runsOf(text, seats).flatMap(({ seat }) => seat?.seatId ?? []));
  return seats.filter(({ seatId }) => found.has(seatId));
}

export interface Run<T> {
  readonly text: string;
  readonly seat: T | null;
}

/** The words cut at the mentions in them. */
export function runsOf<T extends { readonly displayName: string }>(
  text: string,
  seats: readonly T[],
): readonly Run<T>[] {
  const byLength = [...seats].sort((a, b) => b.displayName.length - a.displayName.length);
  const runs: Run<T>[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const seat =
      text[at] === '@'
        ? byLength.find(
            ({ displayName }) =>
              text.startsWith(displayName, at + 1) &&
              !/[\p{L}\p{N}]/u.test(text[at + 1 + displayName.length] ?? ''),
          )
        : undefined;
    if (seat) {
      if (plain !== '') runs.push({ text: plain, seat: null });
      plain = '';
      runs.push({ text: `@${seat.displayName}`, seat });
      at += seat.displayName.length + 1;
    } else {
      plain += text[at] ?? '';
      at += 1;
    }
  }
  if (plain !== '') runs.push({ text: plain, seat: null });
  return runs;
}

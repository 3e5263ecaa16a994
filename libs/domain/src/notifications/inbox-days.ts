import { dateIn, type CalendarDate, type Instant } from '../evaluations';

/** What grouping needs to know of a line of the inbox. */
export interface InboxLine {
  readonly createdAt: Instant;
  readonly read: boolean;
}

/** What gathering needs to know of a line besides. */
export interface AboutLine {
  readonly kind: string;
  /** `file`, `account`, or `people`: others and their invitations. */
  readonly about: string;
}

/** From so many on, neighbouring lines that tell the same of other people are shown as one. */
const gatheredFrom = 4;

/**
 * Lines in their order, in groups of one, but for many neighbours that tell the same of other people, such
 * as the arrivals after a list was imported: they are one group.
 */
export function gatherPeople<Line extends AboutLine>(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && line.about === 'people' && last[0]?.kind === line.kind) last.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => (run.length < gatheredFrom ? run.map((line) => [line]) : [run]));
}

export interface InboxDay<Line> {
  readonly day: CalendarDate;
  readonly lines: readonly Line[];
}

/** An inbox as it is shown: what is unread first, then the rest, each by day with the newest first. */
export interface GroupedInbox<Line> {
  readonly unread: readonly InboxDay<Line>[];
  readonly read: readonly InboxDay<Line>[];
}

function byDay<Line extends InboxLine>(lines: readonly Line[], zone: string): InboxDay<Line>[] {
  const days = new Map<CalendarDate, Line[]>();
  const newestFirst = lines.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  for (const line of newestFirst) {
    const day = dateIn(zone, new Date(line.createdAt));
    const found = days.get(day);
    if (found) found.push(line);
    else days.set(day, [line]);
  }
  return [...days].map(([day, ofDay]) => ({ day, lines: ofDay }));
}

/**
 * Groups lines for showing. A day begins and ends in `zone`, an IANA name.
 * Lines named in `keep` stay among the unread although they have been opened: what somebody is
 * looking at does not move away under the hand.
 */
export function groupInbox<Line extends InboxLine>(
  lines: readonly Line[],
  zone: string,
  keep: (line: Line) => boolean = () => false,
): GroupedInbox<Line> {
  const unread = (line: Line): boolean => !line.read || keep(line);
  return {
    unread: byDay(lines.filter(unread), zone),
    read: byDay(
      lines.filter((line) => !unread(line)),
      zone,
    ),
  };
}

import { dateIn, type CalendarDate, type Instant } from '../evaluations';

/** What grouping needs to know of a line of the inbox. */
export interface InboxLine {
  readonly createdAt: Instant;
  readonly read: boolean;
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

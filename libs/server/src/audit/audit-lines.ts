import type { ChainFault } from '../platform/events';
import type { Fault, Finding } from './findings';
import { holds, type AuditReport } from './verify-chains';

const brokenBecause: Readonly<Record<ChainFault['fault'], string>> = {
  event_changed: 'its event was changed after it was sealed',
  event_missing: 'its event is gone',
  link_broken: 'it does not follow from the link before it',
  link_missing: 'sealed events have no link from here on',
};

const words: Readonly<Record<Fault, string>> = {
  altered: 'ALTERED',
  deleted: 'DELETED',
  without_event: 'WITHOUT AN EVENT',
  not_found: 'NOT FOUND',
};

/** Findings of one organisation that are printed; the number of the rest follows. */
const mostLines = 1_000;
/** Things removed on record that are named; more of one kind are counted. */
const mostNamed = 5;

export function lineOfFinding({ fault, thing, id, event, detail }: Finding): string {
  const told = event === null ? '' : ` (event ${event})`;
  return `  ${words[fault]} ${thing} ${id}${told}${detail === undefined ? '' : `: ${detail}`}`;
}

/** What an audit of one organisation found, for whoever operates Consilium. */
export function linesOf(report: AuditReport): string[] {
  const { slug, length, head, fault, findings, compared, undigested, late } = report;
  const verdict = fault
    ? `BROKEN at link ${fault.n}: ${brokenBecause[fault.fault]}`
    : holds(report)
      ? 'holds'
      : 'the chain holds, what it tells of does NOT';
  const end = fault ? '' : `, head ${length}:${head}`;
  const rest = findings.length - mostLines;
  return [
    `${slug}: ${verdict}, ${length} links, ${report.waiting} events waiting to be sealed${end}`,
    ...findings.slice(0, mostLines).map(lineOfFinding),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    `  ${compared} things compared with what was recorded of them` +
      (undigested === 0 ? '' : `; of ${undigested} it is known that they exist, and no more`),
    ...removedLines(report),
    ...(late.length === 0
      ? []
      : [`  to look at: links ${late.join(', ')} claim an earlier time than the sealing before`]),
  ];
}

function removedLines({ removed }: AuditReport): string[] {
  const byThing = new Map<string, string[]>();
  for (const { thing, id } of removed) byThing.set(thing, [...(byThing.get(thing) ?? []), id]);
  return [...byThing].map(([thing, ids]) => {
    const named = ids.length > mostNamed ? String(ids.length) : ids.join(', ');
    return `  removed on record: ${thing} ${named}`;
  });
}

import { digestUnder } from '../platform/events';
import type { ReadTransaction } from '../platform/database';
import type { Coverage } from './coverages';
import type { Checked, Finding } from './findings';

interface Compared {
  readonly key: string;
  readonly event: string;
  readonly digest: string | null;
  readonly salt: string | null;
  readonly present: boolean;
  readonly content: unknown;
  readonly same: boolean | null;
  readonly removed: boolean | null;
}

/** Rows fetched at a time: memory stays flat, however long the chain. */
const page = 2_000;

const typesOf = ({ events }: Coverage): string => events.map((type) => `'${type}'`).join(', ');

/** The last event of each thing, beside the thing as it is. */
const comparison = (coverage: Coverage): string => `
  select e.key, e.id::text as event, ${coverage.content ? 'e.content_digest' : 'null'} as digest,
    ${salted(coverage)} as salt, r.organisation_id is not null as present,
    ${contentOf(coverage)} as content,
    ${coverage.same?.('e', 'r') ?? 'null::boolean'} as same,
    ${coverage.removed?.('e', 'r') ?? 'false'} as removed
  from (
    select distinct on (x.key) x.* from (
      select v.*, ${coverage.key('v')} as key from event v where v.type in (${typesOf(coverage)})) x
    where x.key is not null
    order by x.key, ${coverage.rank ? `${coverage.rank('x')} desc, ` : ''}x.occurred_at desc, x.id desc
  ) e
  left join event_salt s on s.organisation_id = e.organisation_id and s.event_id = e.id
  left join ${coverage.table} r on r.organisation_id = e.organisation_id
    and ${coverage.rowKey('r')} = e.key`;

const contentOf = ({ content }: Coverage): string => {
  if (!content) return 'null::json';
  return content.earlier
    ? `case when e.data ? 'wider' then ${content.of('r')} else ${content.earlier('r')} end`
    : content.of('r');
};

const salted = ({ content }: Coverage): string =>
  content ? `encode(${content.salt === 'row' ? 'r' : 's'}.salt, 'hex')` : 'null';

/** Things that no event tells of. */
const unexplained = (coverage: Coverage): string => `
  select r.id::text as id from ${coverage.table} r
   where ${coverage.expects?.('r') ?? 'true'}
     and not exists (select 1 from (
       select ${coverage.key('v')} as key from event v where v.type in (${typesOf(coverage)})) k
       where k.key = ${coverage.rowKey('r')})
     and not ${coverage.explained?.('r') ?? 'false'}`;

/** Compares the things of one kind with the events that tell of them, both ways. */
export async function checkContents(tx: ReadTransaction, coverage: Coverage): Promise<Checked> {
  const { thing } = coverage;
  const findings: Finding[] = [];
  const removed: { thing: string; id: string }[] = [];
  let compared = 0;
  let undigested = 0;
  await tx.rows(`declare audited no scroll cursor for ${comparison(coverage)}`);
  for (;;) {
    const rows = await tx.rows<Compared & Record<string, unknown>>(
      `fetch ${String(page)} from audited`,
    );
    for (const row of rows) {
      compared += 1;
      const verdict = verdictOn(row);
      if (verdict === 'removed') removed.push({ thing, id: row.key });
      else if (verdict === 'undigested') undigested += 1;
      else if (verdict !== 'holds') {
        findings.push({ ...verdict, thing, id: row.key, event: row.event });
      }
    }
    if (rows.length < page) break;
  }
  await tx.rows('close audited');
  const strangers = await tx.rows<{ id: string }>(unexplained(coverage));
  for (const { id } of strangers) {
    findings.push({ fault: 'without_event', thing, id, event: null });
  }
  return { findings, compared, removed, undigested };
}

function verdictOn(
  row: Compared,
): 'holds' | 'removed' | 'undigested' | Pick<Finding, 'fault' | 'detail'> {
  if (row.removed) return 'removed';
  if (!row.present) return { fault: 'deleted' };
  if (row.same === false) return { fault: 'altered' };
  if (row.digest === null) return row.same === null ? 'undigested' : 'holds';
  if (row.salt === null) {
    return { fault: 'altered', detail: 'the key of its digest is gone and it is still there' };
  }
  const digest = digestUnder(Buffer.from(row.salt, 'hex'), row.content);
  return digest === row.digest ? 'holds' : { fault: 'altered' };
}

import type { ReadTransaction } from '../platform/database';
import { sha256 } from '../platform/seals';
import { canonicalJson } from '@consilium/domain/kernel';
import type { ReportExport } from '@consilium/domain/reports';
import type { Finding } from './findings';

/** What somebody outside wrote down of a chain or a seal. */
export type Witness =
  | { readonly kind: 'head'; readonly source: string; readonly n: string; readonly digest: string }
  | { readonly kind: 'hash'; readonly source: string; readonly hash: string };

/** `<number>:<digest>` of a link, as the audit prints the head of a chain; null for anything else. */
export function parseHead(text: string): Witness | null {
  const [, n, digest] = /^(\d{1,18}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  return n === undefined || digest === undefined
    ? null
    : { kind: 'head', source: `--head ${n}`, n: String(BigInt(n)), digest: digest.toLowerCase() };
}

/**
 * What a report says: the hash alone, or a JSON export, whose own hash is computed again first. Null
 * where neither is found, or the export does not hold.
 */
export function parseReport(source: string, text: string): Witness[] | null {
  const alone = /^[0-9a-f]{64}$/i.exec(text.trim());
  if (alone) return [{ kind: 'hash', source, hash: alone[0].toLowerCase() }];
  // A PDF of ours names its hash among its keywords.
  if (text.startsWith('%PDF-')) return hashesIn(source, text);
  const exported = readJson(text);
  if (!exported || !exportHolds(exported)) return null;
  const hash: Witness = { kind: 'hash', source, hash: exported.hash };
  const chain = exported.hashAlg === 'sha256' ? null : exported.header.chain;
  return chain ? [hash, { kind: 'head', source, ...chain }] : [hash];
}

function exportHolds(exported: ReportExport): boolean {
  if (exported.hashAlg === 'sha256') {
    return sha256(canonicalJson(exported.snapshot)) === exported.hash;
  }
  const { hashAlg: alg, header, digests, entries, withheld } = exported;
  const listed = new Set(digests);
  return (
    sha256(canonicalJson({ alg, header, digests })) === exported.hash &&
    withheld.every(({ digest }) => listed.has(digest)) &&
    entries.every(({ salt, kind, id, content }) =>
      listed.has(sha256(canonicalJson([salt, kind, id, content]))),
    )
  );
}

function readJson(text: string): ReportExport | null {
  try {
    const value = JSON.parse(text) as Partial<ReportExport> | null;
    return typeof value === 'object' && value?.format === 'consilium.report-export/1'
      ? (value as ReportExport)
      : null;
  } catch {
    return null;
  }
}

/** Hashes that a mail names, however its parts are encoded. Empty where it names none. */
export function parseMail(source: string, mail: string): Witness[] {
  const plain = mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  const encoded = [...mail.matchAll(/(?:^[A-Za-z0-9+/]{20,}={0,2}\r?\n?)+/gm)].map(([block]) =>
    Buffer.from(block.replace(/\s/g, ''), 'base64').toString('latin1'),
  );
  return hashesIn(source, [plain, ...encoded].join('\n'));
}

function hashesIn(source: string, words: string): Witness[] {
  const hashes = words.match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi) ?? [];
  return [...new Set(hashes.map((hash) => hash.toLowerCase()))].map((hash) => ({
    kind: 'hash',
    source,
    hash,
  }));
}

/** Witnesses that this organisation knows: what they name is here and is the same. */
export async function knownTo(
  tx: ReadTransaction,
  witnesses: readonly Witness[],
): Promise<Set<Witness>> {
  const known = new Set<Witness>();
  for (const witness of witnesses) {
    const rows =
      witness.kind === 'head'
        ? await tx.rows('select 1 from chain_link where n = $1 and digest = $2', [
            witness.n,
            witness.digest,
          ])
        : await tx.rows(
            `select 1 from snapshot where hash = $1
             union all select 1 from report where snapshot_hash = $1
             union all select 1 from chain_link where digest = $1
             union all select 1 from event where type = 'practice.deleted'
               and data -> 'hashes' @> to_jsonb($1::text) limit 1`,
            [witness.hash],
          );
    if (rows.length > 0) known.add(witness);
  }
  return known;
}

/** What no organisation knows any more. */
export const unknownOf = (witness: Witness): Finding => ({
  fault: 'not_found',
  thing: witness.kind === 'head' ? 'link of a chain' : 'seal or draft',
  id: witness.kind === 'head' ? `${witness.n}:${witness.digest}` : witness.hash,
  event: null,
  detail: `${witness.source} names it: the end of a chain was cut off, or it was made anew`,
});

/** Heads that the seals themselves name: a chain that ends before one of them was cut off. */
export async function headsInSeals(tx: ReadTransaction): Promise<Finding[]> {
  const rows = await tx.rows<{ id: string; n: string }>(
    `select z.id::text as id, z.content #>> '{header,chain,n}' as n from snapshot z
      where z.content #>> '{header,chain,n}' is not null and not exists (select 1 from chain_link l
        where l.n = case when z.content #>> '{header,chain,n}' ~ '^[0-9]{1,18}$'
            then (z.content #>> '{header,chain,n}')::bigint end
          and l.digest = z.content #>> '{header,chain,digest}')`,
  );
  return rows.map(({ id, n }) => ({
    fault: 'not_found',
    thing: 'link of a chain',
    id: n,
    event: null,
    detail: `the seal ${id} names it: the end of the chain was cut off, or it was made anew`,
  }));
}

import { createHash } from 'node:crypto';
import { canonicalJson, isRefusal, type Id } from '@consilium/domain/kernel';
import { systemActor } from '../database/actor';
import type { ReadTransaction } from '../database/transaction';
import type { UnitOfWork } from '../database/unit-of-work';

interface UnsealedEvent {
  id: Id;
  type: string;
  schema_version: number;
  evaluation_id: Id | null;
  principal_kind: string;
  principal_id: string;
  seat_id: Id | null;
  on_behalf_of: Id | null;
  subject_kind: string;
  subject_id: Id | null;
  data: Record<string, unknown>;
  content_digest: string | null;
  occurred_at: Date;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the digest of an event covers: every column but the flag, in canonical JSON. */
export const digestOfEvent = (event: UnsealedEvent): string =>
  sha256(canonicalJson({ ...event, occurred_at: event.occurred_at.toISOString() }));

/** Digest of a link: its number, its event and everything before it. */
export const digestOfLink = (n: bigint, eventDigest: string, previous: string): string =>
  sha256(canonicalJson({ n: n.toString(), eventDigest, previous }));

export const eventColumns = `id, type, schema_version, evaluation_id, principal_kind, principal_id,
  seat_id, on_behalf_of, subject_kind, subject_id, data, content_digest, occurred_at`;

/** What precedes the first link. */
export const chainStart = '0'.repeat(64);

/** What a sealer did, and what it found that should not be. */
export interface Sealing {
  readonly sealed: number;
  /** Events that are links already though they are marked as waiting: somebody changed the mark. */
  readonly strays: readonly Id[];
}

/**
 * Appends an organisation's waiting events to its chain, oldest first; one sealer at a time works on
 * an organisation. Rows are found by their flag, so one that commits late is sealed late, never lost.
 * An event that the chain holds already is marked so again and told of; its link stays the one it has.
 * Events of a practice file are no part of the chain: they go with their file, and no link misses them.
 */
export async function sealEvents(
  unitOfWork: UnitOfWork,
  organisationId: Id,
  limit = 500,
): Promise<Sealing> {
  const actor = systemActor(organisationId, 'sealer', `seal-${organisationId}`);
  const sealed = await unitOfWork.actInOrganisation(actor, 'outbox.relay', {}, async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(hashtextextended('chain:' || $1, 0))`, [
      organisationId,
    ]);
    const strays = (
      await tx.rows<{ id: Id }>(
        `update event e set sealed = true from chain_link l
          where not e.sealed and l.organisation_id = e.organisation_id and l.event_id = e.id
          returning e.id`,
      )
    ).map(({ id }) => id);
    await tx.rows(
      `update event e set sealed = true from evaluation f where not e.sealed and f.practice
         and f.organisation_id = e.organisation_id and f.id = e.evaluation_id`,
    );
    const waiting = await tx.rows<UnsealedEvent>(
      `select ${eventColumns} from event where not sealed order by occurred_at, id limit $1`,
      [limit],
    );
    if (waiting.length === 0) return { sealed: 0, strays };
    const [head] = await tx.rows<{ n: string; digest: string }>(
      'select n, digest from chain_link order by n desc limit 1',
    );
    let n = BigInt(head?.n ?? 0);
    let previous = head?.digest ?? chainStart;
    const links = waiting.map((event) => {
      n += 1n;
      const eventDigest = digestOfEvent(event);
      const digest = digestOfLink(n, eventDigest, previous);
      const link = {
        n: n.toString(),
        event_id: event.id,
        event_digest: eventDigest,
        previous,
        digest,
      };
      previous = digest;
      return link;
    });
    await tx.rows(
      `with links as (
         insert into chain_link (organisation_id, n, event_id, event_digest, previous, digest, sealed_at)
         select $1, l.n, l.event_id, l.event_digest, l.previous, l.digest, $3
         from jsonb_to_recordset($2::jsonb)
           as l(n bigint, event_id uuid, event_digest text, previous text, digest text)
         returning event_id)
       update event set sealed = true from links
        where event.organisation_id = $1 and event.id = links.event_id`,
      [organisationId, JSON.stringify(links), tx.now],
    );
    return { sealed: links.length, strays };
  });
  if (isRefusal(sealed)) throw new Error(`sealing was refused: ${sealed.code}`);
  return sealed;
}

/** The first place where the chain and the events disagree, or null when it holds. */
export interface ChainFault {
  readonly n: string;
  readonly fault: 'event_changed' | 'link_broken' | 'event_missing' | 'link_missing';
}

export interface VerifiedChain {
  /** Links found in order, up to the fault if there is one. */
  readonly length: number;
  /** Digest of the last good link. */
  readonly head: string;
  readonly fault: ChainFault | null;
  /** Links whose event claims an earlier time than the sealing before it: at most twenty, first ones. */
  readonly late: readonly string[];
}

/** How long a transaction may reasonably be open before its event counts as late. */
const latenessMs = 15 * 60_000;
const mostLate = 20;

/**
 * Recomputes an organisation's whole chain from its events, as they were at one instant. Whoever cuts
 * the end off, events and all, is found out only by a head that was written down elsewhere.
 */
export async function verifyChain(
  unitOfWork: UnitOfWork,
  organisationId: Id,
): Promise<VerifiedChain> {
  const actor = systemActor(organisationId, 'verifier', `verify-${organisationId}`);
  return unitOfWork.readSnapshot(actor, verifyChainIn);
}

interface LinkRow extends Partial<UnsealedEvent> {
  n: string;
  event_digest: string;
  previous: string;
  digest: string;
  sealed_at: Date;
}

const linksStatement = `select l.n, l.event_digest, l.previous, l.digest, l.sealed_at, ${eventColumns
  .split(',')
  .map((column) => `e.${column.trim()}`)
  .join(', ')}
   from chain_link l
   left join event e on e.organisation_id = l.organisation_id and e.id = l.event_id
  where l.n > $1 order by l.n limit 1000`;

/** The same inside a read that sees one instant. */
export async function verifyChainIn(tx: ReadTransaction): Promise<VerifiedChain> {
  let previous = chainStart;
  let n = 0n;
  let sealedBefore: number | null = null;
  const late: string[] = [];
  for (;;) {
    const links = await tx.rows<LinkRow & Record<string, unknown>>(linksStatement, [n.toString()]);
    for (const { n: at, event_digest, previous: before, digest, sealed_at, ...event } of links) {
      n += 1n;
      const fault = ((): ChainFault['fault'] | null => {
        if (event.id == null) return 'event_missing';
        if (digestOfEvent(event as UnsealedEvent) !== event_digest) return 'event_changed';
        if (BigInt(at) !== n || before !== previous) return 'link_broken';
        return digestOfLink(n, event_digest, previous) === digest ? null : 'link_broken';
      })();
      if (fault) return { length: Number(n), head: previous, fault: { n: at, fault }, late };
      const { occurred_at: happened } = event as UnsealedEvent;
      const isLate = sealedBefore !== null && happened.getTime() + latenessMs < sealedBefore;
      if (isLate && late.length < mostLate) late.push(at);
      sealedBefore = sealed_at.getTime();
      previous = digest;
    }
    if (links.length < 1000) break;
  }
  const [unlinked] = await tx.rows(
    `select 1 from event e where e.sealed and not exists (select 1 from chain_link l
        where l.organisation_id = e.organisation_id and l.event_id = e.id)
      and not exists (select 1 from evaluation f where f.organisation_id = e.organisation_id
        and f.id = e.evaluation_id and f.practice) limit 1`,
  );
  const fault = unlinked ? { n: String(n + 1n), fault: 'link_missing' as const } : null;
  return { length: Number(n), head: previous, fault, late };
}

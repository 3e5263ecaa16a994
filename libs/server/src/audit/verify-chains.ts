import type { DataSource } from 'typeorm';
import type { Id } from '@consilium/domain/kernel';
import { systemActor, UnitOfWork, type ReadTransaction } from '../platform/database';
import { verifyChainIn, type VerifiedChain } from '../platform/events';
import type { FileStorage } from '../platform/storage';
import { checkAnswers } from './check-answers';
import { checkContents } from './check-contents';
import { checkFiles } from './check-files';
import { checkTemplates } from './check-templates';
import { coverages } from './coverages';
import type { Checked, Finding } from './findings';
import { headsInSeals, knownTo, type Witness } from './witnesses';

/** What became of one organisation's chain of events, and of what the events speak of. */
export interface AuditReport extends VerifiedChain {
  readonly slug: string;
  /** Events that the sealer has not come to yet. */
  readonly waiting: number;
  readonly findings: readonly Finding[];
  readonly compared: number;
  readonly removed: Checked['removed'];
  readonly undigested: number;
  /** Those of the witnesses given that are known here. */
  readonly known: ReadonlySet<Witness>;
}

export interface AuditOptions {
  /** Given, every file is read from it and hashed. */
  readonly storage?: FileStorage;
  /** What was written down outside. */
  readonly witnesses?: readonly Witness[];
}

/**
 * Audits every organisation, one after the other, each as it is at one instant: recomputes the chain
 * from the events, and compares what the events vouch for with what there is, both ways.
 */
export async function* verifyChains(
  dataSource: DataSource,
  options: AuditOptions = {},
): AsyncGenerator<AuditReport> {
  const unitOfWork = new UnitOfWork(dataSource, [], { publish: () => undefined });
  const organisations = await dataSource.query<{ consilium_organisations: Id }[]>(
    'select consilium_organisations()',
  );
  for (const { consilium_organisations: id } of organisations) {
    const actor = systemActor(id, 'verifier', `verify-${id}`);
    yield await unitOfWork.readSnapshot(actor, (tx) => audit(tx, id, options));
  }
}

async function audit(
  tx: ReadTransaction,
  id: Id,
  { storage, witnesses = [] }: AuditOptions,
): Promise<AuditReport> {
  const chain = await verifyChainIn(tx);
  const [about] = await tx.rows<{ slug: string; waiting: number }>(
    `select slug, (select count(*)::int from event where not sealed) as waiting
       from organisation where id = $1`,
    [id],
  );
  const checks: Checked[] = [];
  for (const coverage of coverages) checks.push(await checkContents(tx, coverage));
  checks.push(await checkAnswers(tx), await checkTemplates(tx));
  if (storage) checks.push(await checkFiles(tx, storage, id));
  const sum = (of: (checked: Checked) => number): number =>
    checks.reduce((total, checked) => total + of(checked), 0);
  return {
    ...chain,
    slug: about?.slug ?? id,
    waiting: about?.waiting ?? 0,
    findings: [
      ...checks.flatMap(({ findings }) => findings),
      ...(await markedAgain(tx)),
      ...(await headsInSeals(tx)),
    ],
    compared: sum(({ compared }) => compared),
    removed: checks.flatMap(({ removed }) => removed),
    undigested: sum(({ undigested }) => undigested),
    known: await knownTo(tx, witnesses),
  };
}

/** Events of the chain that somebody marked as waiting; the sealer marks them back. */
async function markedAgain(tx: ReadTransaction): Promise<Finding[]> {
  const rows = await tx.rows<{ id: string }>(
    `select e.id::text as id from event e
       join chain_link l on l.organisation_id = e.organisation_id and l.event_id = e.id
      where not e.sealed`,
  );
  return rows.map(({ id }) => ({
    fault: 'altered',
    thing: 'mark of an event',
    id,
    event: id,
    detail: 'it is in the chain and marked as waiting for it',
  }));
}

/** Whether nothing is wrong in an organisation. */
export const holds = ({ fault, findings }: AuditReport): boolean =>
  fault === null && findings.length === 0;

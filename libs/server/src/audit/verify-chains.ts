import type { DataSource } from 'typeorm';
import type { Id } from '@consilium/domain/kernel';
import { systemActor, UnitOfWork } from '../platform/database';
import { verifyChain, type ChainFault } from '../platform/events';

/** What became of one organisation's chain of events. */
export interface ChainReport {
  readonly slug: string;
  /** Links found in order, up to the fault if there is one. */
  readonly length: number;
  /** Events that the sealer has not come to yet. */
  readonly waiting: number;
  /** Digest of the last good link: written down elsewhere, it proves later that nothing was cut off. */
  readonly head: string;
  readonly fault: ChainFault | null;
}

/** Recomputes the chain of every organisation from its events, one after the other. */
export async function* verifyChains(dataSource: DataSource): AsyncGenerator<ChainReport> {
  const unitOfWork = new UnitOfWork(dataSource, [], { publish: () => undefined });
  const organisations = await dataSource.query<{ consilium_organisations: Id }[]>(
    'select consilium_organisations()',
  );
  for (const { consilium_organisations: id } of organisations) {
    const found = await verifyChain(unitOfWork, id);
    const actor = systemActor(id, 'verifier', `verify-${id}`);
    const [about] = await unitOfWork.read(actor, (tx) =>
      tx.rows<{ slug: string; waiting: number }>(
        `select slug, (select count(*)::int from event where not sealed) as waiting
           from organisation where id = $1`,
        [id],
      ),
    );
    yield { slug: about?.slug ?? id, waiting: about?.waiting ?? 0, ...found };
  }
}

const faults: Readonly<Record<ChainFault['fault'], string>> = {
  event_changed: 'its event was changed after it was sealed',
  event_missing: 'its event is gone',
  link_broken: 'it does not follow from the link before it',
  link_missing: 'sealed events have no link from here on',
};

/** One line for whoever operates Consilium. */
export const lineOf = ({ slug, length, waiting, head, fault }: ChainReport): string =>
  fault
    ? `${slug}: BROKEN at link ${fault.n}: ${faults[fault.fault]}.`
    : `${slug}: holds, ${length} links, ${waiting} events waiting to be sealed, head ${head}`;

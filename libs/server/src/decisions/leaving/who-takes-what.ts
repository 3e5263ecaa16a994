import { holdingKey } from '@consilium/domain/decisions';
import type { Id, Refusal } from '@consilium/domain/kernel';
import { namingFile } from '../../evaluations';
import type { ReadTransaction } from '../../platform/database';
import type { Heirs } from './heirs';
import type { HeldThing } from './holdings';

/** To whom each line goes, by its key; null leaves it without a holder. */
export type Goes = ReadonlyMap<string, Id | null>;

/** Whether somebody takes the seat of the file as well. */
const takesSeat = (things: readonly HeldThing[], goesTo: Goes, thing: HeldThing, to: Id): boolean =>
  things.some(
    (one) =>
      one.kind === 'seat' &&
      one.evaluationId === thing.evaluationId &&
      goesTo.get(holdingKey(one)) === to,
  );

/** Why what is held may not go where it is to go, with the file it is about; null when all of it may. */
export async function refusalOf(
  tx: ReadTransaction,
  things: readonly HeldThing[],
  goesTo: Goes,
  heirs: Heirs,
): Promise<Refusal | null> {
  for (const thing of things) {
    const to = goesTo.get(holdingKey(thing)) ?? null;
    if (to === null) continue;
    const refusal = heirs.refusal(thing, to, takesSeat(things, goesTo, thing, to));
    if (refusal && thing.evaluationId) return namingFile(tx, thing.evaluationId, refusal);
    if (refusal) return refusal;
  }
  return null;
}

/** The numbers of the files where something changed, titles of practice files, and names of committees. */
export async function whatChanged(
  tx: ReadTransaction,
  changed: readonly { evaluationId: Id | null }[],
): Promise<{ what: string }> {
  const rows = await tx.rows<{ what: string }>(
    `select case when practice then title else reference end as what from evaluation where id = any($1::uuid[])
     union select c.name from committee c where $2 order by 1`,
    [
      changed.flatMap(({ evaluationId }) => evaluationId ?? []),
      changed.some(({ evaluationId }) => evaluationId === null),
    ],
  );
  return { what: rows.map(({ what }) => what).join(', ') };
}

import type { Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';
import { sealList, type ToSeal } from '../platform/seals';

/** What is being sealed. */
export interface Seal {
  readonly kind: 'opinion' | 'decision';
  readonly takenAt: Date;
}

/**
 * Takes the file apart for sealing, read inside the sealing transaction while the evaluation is locked,
 * so that what is hashed is what was decided on.
 */
export interface SnapshotSource {
  build(tx: WriteTransaction, evaluationId: Id, seal: Seal): Promise<ToSeal>;
}

export interface SealedSnapshot {
  readonly id: Id;
  readonly hash: string;
  readonly hashAlg: string;
}

/**
 * Seals the file as a list of salted digests (decision 13). The last thing of its transaction, so that it
 * holds what the transaction wrote.
 */
export async function sealSnapshot(
  tx: WriteTransaction,
  source: SnapshotSource,
  evaluationId: Id,
  of: {
    readonly kind: Seal['kind'];
    readonly opinionId: Id | null;
    readonly decisionId: Id | null;
  },
): Promise<SealedSnapshot> {
  const { hash, hashAlg, canonical, entries } = sealList(
    await source.build(tx, evaluationId, { kind: of.kind, takenAt: tx.now }),
  );
  const id = tx.newId();
  await tx.rows(
    `insert into snapshot (organisation_id, id, evaluation_id, kind, opinion_id, decision_id,
       canonical, content, entries, hash, hash_alg, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7::text, $7::text::jsonb, $8, $9, $10, $11)`,
    [
      tx.actor.organisationId,
      id,
      evaluationId,
      of.kind,
      of.opinionId,
      of.decisionId,
      canonical,
      entries,
      hash,
      hashAlg,
      tx.now,
    ],
  );
  return { id, hash, hashAlg };
}

import { createHash } from 'node:crypto';
import { canonicalJson, type Id } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../platform/database';

/** What is being sealed. */
export interface Seal {
  readonly kind: 'opinion' | 'decision';
  readonly takenAt: Date;
}

/**
 * Gives the file as plain JSON, read inside the sealing transaction while the evaluation is locked,
 * so that what is hashed is what was decided on.
 */
export interface SnapshotSource {
  build(tx: WriteTransaction, evaluationId: Id, seal: Seal): Promise<unknown>;
}

export interface SealedSnapshot {
  readonly id: Id;
  readonly hash: string;
  readonly hashAlg: 'sha256';
}

/**
 * Seals the file: the exact bytes of its canonical form (RFC 8785), the same as JSON, and their hash.
 * The last thing of its transaction, so that it holds what the transaction wrote.
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
  const content = await source.build(tx, evaluationId, { kind: of.kind, takenAt: tx.now });
  const canonical = canonicalJson(content);
  const hash = createHash('sha256').update(canonical).digest('hex');
  const id = tx.newId();
  await tx.rows(
    `insert into snapshot (organisation_id, id, evaluation_id, kind, opinion_id, decision_id,
       canonical, content, hash, hash_alg, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, 'sha256', $10)`,
    [
      tx.actor.organisationId,
      id,
      evaluationId,
      of.kind,
      of.opinionId,
      of.decisionId,
      canonical,
      canonical,
      hash,
      tx.now,
    ],
  );
  return { id, hash, hashAlg: 'sha256' };
}

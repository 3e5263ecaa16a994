import type { Id } from '../kernel';
import type { EvaluationSnapshot, Instant, SnapshotEvidence, SnapshotThread } from './snapshot';

/** A document whose content was erased, with the title that was left to it. */
export interface Erasure {
  readonly documentId: Id;
  readonly title: string;
  readonly purgedAt: Instant;
}

/**
 * The snapshot as a report may still show it: of a document erased since it was sealed, neither the
 * former title nor the name of the file, which may name a patient. Hash, dates and the line itself
 * stay; the sealed bytes are not touched.
 */
export function withErasures(
  snapshot: EvaluationSnapshot,
  erasures: readonly Erasure[],
): EvaluationSnapshot {
  if (erasures.length === 0) return snapshot;
  const erased = new Map(erasures.map((one) => [one.documentId, one]));
  const line = (item: SnapshotEvidence): SnapshotEvidence => {
    const found = erased.get(item.id);
    return found
      ? { ...item, title: found.title, fileName: '', purgedAt: item.purgedAt ?? found.purgedAt }
      : item;
  };
  const thread = (item: SnapshotThread): SnapshotThread => {
    const found = item.anchor.kind === 'evidence' ? erased.get(item.anchor.id) : undefined;
    if (!found) return item;
    return { ...item, anchor: { ...item.anchor, label: { fr: found.title, en: found.title } } };
  };
  return {
    ...snapshot,
    evidence: snapshot.evidence.map(line),
    threads: snapshot.threads.map(thread),
  };
}

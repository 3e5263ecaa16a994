import type { TemplateDocument } from '@consilium/domain/templates';
import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';

/** A pinned version and its document, parsed once per process: versions never change. */
export interface PinnedTemplate {
  readonly id: Id;
  readonly contentHash: string;
  readonly document: TemplateDocument;
}

/** Most recently used documents kept in memory; one is a few hundred kilobytes. */
const kept = 50;

/** Gives documents by version id; the wall is asked every time, the document only once. */
export class TemplateLibrary {
  private readonly documents = new Map<string, PinnedTemplate>();

  /** The document, when the caller already holds the version's hash from a row inside its wall. */
  async pinned(tx: ReadTransaction, versionId: Id, contentHash: string): Promise<PinnedTemplate> {
    const key = `${versionId}:${contentHash}`;
    const known = this.documents.get(key);
    if (known) {
      this.documents.delete(key);
      this.documents.set(key, known);
      return known;
    }
    const [row] = await tx.rows<{ document: string }>(
      'select document from template_version where id = $1 and content_hash = $2',
      [versionId, contentHash],
    );
    if (!row) throw new Error(`the template version ${versionId} is not there`);
    const pinned: PinnedTemplate = {
      id: versionId,
      contentHash,
      document: JSON.parse(row.document) as TemplateDocument,
    };
    this.documents.set(key, pinned);
    const oldest = this.documents.keys().next().value;
    if (this.documents.size > kept && oldest !== undefined) this.documents.delete(oldest);
    return pinned;
  }

  /** The exact text of a published document of the organisation, by its hash; null when there is none. */
  async textOf(tx: ReadTransaction, contentHash: string): Promise<string | null> {
    const [row] = await tx.rows<{ document: string }>(
      'select document from template_version where content_hash = $1 limit 1',
      [contentHash],
    );
    return row?.document ?? null;
  }
}

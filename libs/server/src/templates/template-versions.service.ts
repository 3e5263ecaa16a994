import { createHash } from 'node:crypto';
import { decideInOrganisation } from '@consilium/domain/access';
import {
  composeLibraryTemplate,
  type SectionKind,
  type TemplateDocument,
} from '@consilium/domain/templates';
import { canonicalJson, refuse, type Id, type Texts } from '@consilium/domain/kernel';
import type {
  Actor,
  Outcome,
  ReadTransaction,
  UnitOfWork,
  WriteTransaction,
} from '../platform/database';
import type { TemplateLibrary } from './template-library';

/** A published version by its front page. */
export interface TemplateVersionView {
  readonly id: Id;
  readonly templateKey: string;
  readonly version: string;
  readonly title: Texts;
  readonly provenance: Texts;
  readonly contentHash: string;
  readonly publishedAt: string;
  readonly questions: number;
  readonly statements: number;
  readonly sections: readonly {
    readonly key: string;
    readonly kind: SectionKind;
    readonly title: Texts;
    readonly questions: number;
  }[];
}

/** The catalogue that came with this release of the product. */
export interface LibraryTemplateView {
  readonly templateKey: string;
  readonly version: string;
  readonly contentHash: string;
  /** It is among the published versions of the organisation. */
  readonly published: boolean;
}

interface VersionRow {
  id: Id;
  template_key: string;
  version: string;
  content_hash: string;
  published_at: Date;
}

/** The front page of a document; what it says is immutable, so only the row is read again. */
export function frontPage(row: VersionRow, document: TemplateDocument): TemplateVersionView {
  const sizes = new Map<string, number>();
  for (const { section } of document.questions) sizes.set(section, (sizes.get(section) ?? 0) + 1);
  return {
    id: row.id,
    templateKey: row.template_key,
    version: row.version,
    title: document.title,
    provenance: document.provenance,
    contentHash: row.content_hash,
    publishedAt: row.published_at.toISOString(),
    questions: document.questions.length,
    statements: document.statements.length,
    sections: document.sections.map(({ key, kind, title }) => ({
      key,
      kind,
      title,
      questions: sizes.get(key) ?? 0,
    })),
  };
}

const columns = 'id, template_key, version, content_hash, published_at';

/** A document with the exact text that is hashed and kept. */
export interface CanonicalTemplate {
  readonly document: TemplateDocument;
  readonly text: string;
  readonly contentHash: string;
}

/** A document in canonical form. */
export function canonicalTemplateOf(document: TemplateDocument): CanonicalTemplate {
  const text = canonicalJson(document);
  return { document, text, contentHash: createHash('sha256').update(text).digest('hex') };
}

let library: CanonicalTemplate | undefined;

/** The product's own catalogue in canonical form, composed once per process. */
const libraryTemplate = (): CanonicalTemplate =>
  (library ??= canonicalTemplateOf(composeLibraryTemplate()));

/** Publishes the product's catalogue inside a transaction; the version's id, old or new. */
export const publishLibraryTemplate = (tx: WriteTransaction): Promise<Outcome<Id>> =>
  publishTemplate(tx, libraryTemplate(), tx.now);

/** Publishes a document, once under its number; the version's id, old or new. */
export async function publishTemplate(
  tx: WriteTransaction,
  { document, text, contentHash }: CanonicalTemplate,
  publishedAt: Date,
): Promise<Outcome<Id>> {
  const id = tx.newId();
  const [published] = await tx.rows<{ id: Id }>(
    `insert into template_version (organisation_id, id, template_key, version, content_hash,
       document, published_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (organisation_id, template_key, version) do nothing returning id`,
    [tx.actor.organisationId, id, document.key, document.version, contentHash, text, publishedAt],
  );
  if (published) {
    tx.record({ type: 'template.published', subject: { kind: 'template_version', id } });
    return id;
  }
  const [known] = await tx.rows<{ id: Id; content_hash: string }>(
    'select id, content_hash from template_version where template_key = $1 and version = $2',
    [document.key, document.version],
  );
  if (!known) throw new Error('a template version both exists and does not');
  // A version never changes; other words under the same number would be another version.
  return known.content_hash === contentHash ? known.id : refuse('template_changed');
}

/** Published template versions of an organisation. */
export class TemplateVersionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateLibrary,
  ) {}

  /** The latest first. */
  async list(tx: ReadTransaction): Promise<TemplateVersionView[]> {
    if (decideInOrganisation('template.see', tx.actor)) return [];
    const rows = await tx.rows<VersionRow>(
      `select ${columns} from template_version where organisation_id = $1
        order by published_at desc, id desc`,
      [tx.actor.organisationId],
    );
    const views: TemplateVersionView[] = [];
    for (const row of rows) views.push(await this.view(tx, row));
    return views;
  }

  async version(tx: ReadTransaction, id: Id): Promise<TemplateVersionView | null> {
    const [row] = await tx.rows<VersionRow>(
      `select ${columns} from template_version where organisation_id = $1 and id = $2`,
      [tx.actor.organisationId, id],
    );
    return row ? this.view(tx, row) : null;
  }

  async byHash(tx: ReadTransaction, contentHash: string): Promise<TemplateVersionView | null> {
    const [row] = await tx.rows<VersionRow>(
      `select ${columns} from template_version where organisation_id = $1 and content_hash = $2`,
      [tx.actor.organisationId, contentHash],
    );
    return row ? this.view(tx, row) : null;
  }

  /** What publishing would bring; its document can be read before by its hash. */
  async library(tx: ReadTransaction): Promise<LibraryTemplateView> {
    const { document, contentHash } = libraryTemplate();
    const [known] = await tx.rows<{ published: boolean }>(
      `select exists (select 1 from template_version
         where organisation_id = $1 and content_hash = $2) as published`,
      [tx.actor.organisationId, contentHash],
    );
    return {
      templateKey: document.key,
      version: document.version,
      contentHash,
      published: known?.published === true,
    };
  }

  /** The exact text of a document by its hash: one of the organisation's, or the product's own. */
  async textOf(tx: ReadTransaction, contentHash: string): Promise<string | null> {
    const published = await this.templates.textOf(tx, contentHash);
    if (published !== null) return published;
    const own = libraryTemplate();
    return own.contentHash === contentHash ? own.text : null;
  }

  /** Publishes the catalogue that comes with the product, for instance after an update of it. */
  async publishLibrary(actor: Actor, operationId: Id): Promise<Outcome<Id>> {
    return this.unitOfWork.actInOrganisation(
      actor,
      'template.publish',
      { operationId },
      publishLibraryTemplate,
    );
  }

  private async view(tx: ReadTransaction, row: VersionRow): Promise<TemplateVersionView> {
    const { document } = await this.templates.pinned(tx, row.id, row.content_hash);
    return frontPage(row, document);
  }
}

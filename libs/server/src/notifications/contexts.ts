import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import {
  isAccountKind,
  isKind,
  type AccountContext,
  type AccountKind,
  type FileKind,
  type ItemContext,
} from './kinds';

/** A kind with what an item of it may say. */
export type Telling =
  | { readonly about: 'file'; readonly kind: FileKind; readonly context: ItemContext }
  | {
      readonly about: 'account';
      readonly kind: AccountKind;
      readonly context: AccountContext;
    };

interface ContextRow {
  id: Id;
  evaluation_id: Id;
  subject_id: Id | null;
  title: string;
  reference: string;
  actor: string | null;
  data: Record<string, unknown>;
  template_version_id: Id;
  content_hash: string;
  parts: { id: Id; section: string; dueOn: string | null }[];
}

/** A title is one line, whatever was typed: it stands in subjects and beside links. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

interface AccountRow {
  id: Id;
  organisation: string;
  subject_id: Id;
  person: string;
  actor: string | null;
  data: Record<string, unknown>;
}

/**
 * What items may say, with names and titles as they are now, by the item's id: one statement for those
 * about files, one for those about accounts, and one for each template that this process has not met
 * yet. Whether the reader may see the items has been settled by whoever gives the ids. What an older
 * version wrote and this one no longer knows is left out.
 */
export async function readTellings(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  items: readonly { readonly id: Id; readonly kind: string }[],
): Promise<ReadonlyMap<Id, Telling>> {
  const known = items.flatMap(({ id, kind }) => (isKind(kind) ? [{ id, kind }] : []));
  const idsOf = (aboutAccounts: boolean): Id[] =>
    known.filter(({ kind }) => isAccountKind(kind) === aboutAccounts).map(({ id }) => id);
  const files = await readFileContexts(tx, templates, idsOf(false));
  const accounts = await readAccountContexts(tx, idsOf(true));
  return new Map(
    known.flatMap(({ id, kind }): [Id, Telling][] => {
      if (isAccountKind(kind)) {
        const context = accounts.get(id);
        return context ? [[id, { about: 'account', kind, context }]] : [];
      }
      const context = files.get(id);
      return context ? [[id, { about: 'file', kind, context }]] : [];
    }),
  );
}

async function readAccountContexts(
  tx: ReadTransaction,
  itemIds: readonly Id[],
): Promise<ReadonlyMap<Id, AccountContext>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx.rows<AccountRow>(
    {
      name: 'account-notification-contexts',
      text: `select i.id, o.name as organisation, i.subject_id, i.data, actor.display_name as actor,
  coalesce(about.display_name, invitation.display_name) as person
from inbox_item i
join organisation o on o.id = i.organisation_id
left join member about on about.organisation_id = i.organisation_id and about.id = i.subject_id
left join invitation on invitation.organisation_id = i.organisation_id and invitation.id = i.subject_id
left join member actor on actor.organisation_id = i.organisation_id and actor.id = i.actor_id
where i.organisation_id = $1 and i.id = any($2::uuid[])`,
    },
    [tx.actor.organisationId, itemIds],
  );
  return new Map(
    rows.map(({ id, organisation, subject_id: subjectId, person, actor, data }) => [
      id,
      {
        organisation: oneLine(organisation),
        subjectId,
        person: oneLine(person),
        actor: actor === null ? null : oneLine(actor),
        data,
      },
    ]),
  );
}

async function readFileContexts(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  itemIds: readonly Id[],
): Promise<ReadonlyMap<Id, ItemContext>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx.rows<ContextRow>(
    {
      name: 'notification-contexts',
      text: `select i.id, i.evaluation_id, i.subject_id, e.title, e.reference, actor.display_name as actor,
  i.data, t.id as template_version_id, t.content_hash,
  (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'section', p.section_key,
     'dueOn', p.due_on) order by p.lead_role), '[]')
   from part p where p.organisation_id = i.organisation_id and i.data->'partIds' ? p.id::text
     and p.evaluation_id = i.evaluation_id) as parts
from inbox_item i
join evaluation e on e.organisation_id = i.organisation_id and e.id = i.evaluation_id
join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
left join member actor on actor.organisation_id = i.organisation_id and actor.id = i.actor_id
where i.organisation_id = $1 and i.id = any($2::uuid[])`,
    },
    [tx.actor.organisationId, itemIds],
  );
  const contexts = new Map<Id, ItemContext>();
  for (const row of rows) {
    const sections =
      row.parts.length === 0
        ? []
        : (await templates.pinned(tx, row.template_version_id, row.content_hash)).document.sections;
    const at = (key: string): number => sections.findIndex((section) => section.key === key);
    contexts.set(row.id, {
      evaluationId: row.evaluation_id,
      title: oneLine(row.title),
      reference: oneLine(row.reference),
      subjectId: row.subject_id,
      actor: row.actor === null ? null : oneLine(row.actor),
      parts: row.parts
        .toSorted((a, b) => at(a.section) - at(b.section))
        .map(({ id, section, dueOn }) => ({
          id,
          section: sections[at(section)]?.title ?? { fr: section, en: section },
          dueOn,
        })),
      data: row.data,
    });
  }
  return contexts;
}

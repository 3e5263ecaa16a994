import type { Id } from '@consilium/domain/kernel';
import type { ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import type { ItemContext } from './kinds';

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

/**
 * What items may say, with names and titles as they are now, by the item's id: one statement for all
 * of them, and one for each template that this process has not met yet. Whether the reader may see
 * the items has been settled by whoever gives the ids.
 */
export async function readContexts(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  itemIds: readonly Id[],
): Promise<ReadonlyMap<Id, ItemContext>> {
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

import { decide, type Clearance, type Facts, type PartState } from '@consilium/domain/access';
import type { Anchor } from '@consilium/domain/discussion';
import type { Id } from '@consilium/domain/kernel';
import { leadRoleOf } from '@consilium/domain/templates';
import { clearedTo } from '../evidence';
import type { ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';

/**
 * SQL: whether the member (a SQL expression) may see the thread `t` of the evaluation `e` for what it
 * is about: one about a document is for those who may see the document, one about a question for
 * those who may read its answer. `hidden` is the list of `hiddenQuestions`, as SQL.
 */
export const anchorCleared = (member: string, hidden: string): string => `(case t.anchor_kind
  when 'document' then exists (select 1 from document d
    where d.organisation_id = t.organisation_id and d.id::text = t.anchor_id
      and ${clearedTo(member)})
  when 'question' then not t.anchor_id = any(${hidden}::text[])
  else true end)`;

/** A part reserved to some, with its questions. */
interface ReservedPart {
  readonly id: Id;
  readonly section: string;
  readonly state: PartState;
  readonly clearance: Clearance;
  readonly questions: readonly string[];
}

async function reservedParts(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<ReservedPart[]> {
  const rows = await tx.rows<
    Omit<ReservedPart, 'questions'> & {
      leadRole: string;
      templateVersionId: Id;
      contentHash: string;
    }
  >(
    {
      name: 'reserved-parts',
      text: `select p.id, p.section_key as section, p.lead_role as "leadRole", p.state, p.clearance,
          v.id as "templateVersionId", v.content_hash as "contentHash"
        from part p
        join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id
        join template_version v on v.organisation_id = e.organisation_id
          and v.id = e.template_version_id
        where p.evaluation_id = $1 and p.clearance->>'level' <> 'panel'`,
    },
    [evaluationId],
  );
  const [first] = rows;
  if (!first) return [];
  const { document } = await templates.pinned(tx, first.templateVersionId, first.contentHash);
  return rows.map(({ id, section, leadRole, state, clearance }) => ({
    id,
    section,
    state,
    clearance,
    questions: document.questions
      .filter((question) => question.section === section && leadRoleOf(question) === leadRole)
      .map(({ key }) => key),
  }));
}

/** Questions whose answers are reserved to others: what is said about them is reserved as well. */
export async function hiddenQuestions(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  facts: Facts,
): Promise<string[]> {
  return (await reservedParts(tx, templates, evaluationId))
    .filter(
      ({ id, section, state, clearance }) =>
        decide('answer.see', facts, { part: { id, section, state }, clearance }) !== null,
    )
    .flatMap(({ questions }) => questions);
}

/** The part whose clearance holds for what is talked about; null where everyone may read it. */
export async function reservedPartOf(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  anchor: Anchor,
): Promise<Id | null> {
  if (anchor.kind !== 'question') return null;
  const parts = await reservedParts(tx, templates, evaluationId);
  return parts.find(({ questions }) => questions.includes(anchor.id))?.id ?? null;
}

import type { Anchor } from '@consilium/domain/discussion';
import { isId, refuse, type Id, type Refusal } from '@consilium/domain/kernel';
import { clearedTo } from '../evidence';
import { memberIdOf, type ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';

/**
 * The section in which lies what is talked about: recusals hold for sections. Null for the whole file
 * and for documents. Refused when there is no such thing, or no such thing for this actor.
 */
export async function sectionOf(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
  anchor: Anchor,
): Promise<string | null | Refusal> {
  if (anchor.kind === 'evaluation') {
    return anchor.id === evaluationId ? null : refuse('anchor_unknown');
  }
  if (anchor.kind === 'document') {
    if (!isId(anchor.id)) return refuse('anchor_unknown');
    const [filed] = await tx.rows(
      `select 1 from filed_document s
         join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
         join document d on d.organisation_id = s.organisation_id and d.id = s.document_id
        where s.evaluation_id = $1 and s.document_id = $2 and ${clearedTo('$3::uuid')}`,
      [evaluationId, anchor.id, memberIdOf(tx.actor)],
    );
    return filed ? null : refuse('anchor_unknown');
  }
  const [pin] = await tx.rows<{ id: Id; content_hash: string }>(
    `select t.id, t.content_hash from evaluation e
       join template_version t on t.organisation_id = e.organisation_id
         and t.id = e.template_version_id
      where e.id = $1`,
    [evaluationId],
  );
  if (!pin) return refuse('not_found');
  const { document } = await templates.pinned(tx, pin.id, pin.content_hash);
  const items = anchor.kind === 'question' ? document.questions : document.statements;
  return items.find(({ key }) => key === anchor.id)?.section ?? refuse('anchor_unknown');
}

import type { Phase } from '@consilium/domain/access';
import type { TemplateDocument } from '@consilium/domain/templates';
import type { Id } from '@consilium/domain/kernel';
import { today, type ReadTransaction } from '../platform/database';
import type { TemplateLibrary } from '../templates';

/** The frame of one file: where it stands and what it is judged by. */
export interface FileContext {
  readonly id: Id;
  readonly phase: Phase;
  readonly committeeId: Id;
  readonly templateVersionId: Id;
  readonly contentHash: string;
  readonly document: TemplateDocument;
  /** IANA zone of the organisation, and the current day in it. */
  readonly zone: string;
  readonly today: string;
  /** The day on which lateness is counted: that of the pause while the clocks stand. */
  readonly countedOn: string;
}

interface ContextRow {
  phase: Phase;
  committee_id: Id;
  template_version_id: Id;
  content_hash: string;
  zone: string;
  today: string;
  counted_on: string;
}

const contextStatement = {
  name: 'evaluation-frame',
  text: `select e.phase, e.committee_id, e.template_version_id, t.content_hash, o.time_zone as zone,
    ${today}::text as today,
    coalesce((e.paused_at at time zone o.time_zone)::date, ${today})::text as counted_on
  from evaluation e
  join organisation o on o.id = e.organisation_id
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  where e.id = $1`,
};

/** Loads the frame in one statement. Whether the actor may see the file has been asked before. */
export async function loadFile(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<FileContext> {
  const [row] = await tx.rows<ContextRow>(contextStatement, [evaluationId]);
  if (!row) throw new Error(`no evaluation ${evaluationId}`);
  const { document } = await templates.pinned(tx, row.template_version_id, row.content_hash);
  return {
    id: evaluationId,
    phase: row.phase,
    committeeId: row.committee_id,
    templateVersionId: row.template_version_id,
    contentHash: row.content_hash,
    document,
    zone: row.zone,
    today: row.today,
    countedOn: row.counted_on,
  };
}

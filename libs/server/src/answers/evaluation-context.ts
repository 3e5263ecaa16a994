import {
  decide,
  type AnswerRole,
  type Clearance,
  type Facts,
  type PartState,
} from '@consilium/domain/access';
import { judgedAnswers } from '@consilium/domain/answers';
import type { Id } from '@consilium/domain/kernel';
import {
  deviceFlags,
  leadRoleOf,
  type Question,
  type TemplateDocument,
  type TemplateFacts,
} from '@consilium/domain/templates';
import { recusedFromFile, type DeviceProfile } from '../evaluations';
import type { TemplateLibrary } from '../templates';
import { memberIdOf, today, type ReadTransaction } from '../platform/database';
import { answerJson, type AnswerRecord } from './answer-view';
import { evidenceCountsSql } from './evidence-counts';
import { partReadBy, shownTo } from './reach';

export interface ContextPart {
  readonly id: Id;
  readonly section: string;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
  readonly clearance: Clearance;
}

/** What is needed to judge the answers of one evaluation. */
export interface EvaluationContext {
  readonly answerSetId: Id;
  readonly templateVersionId: Id;
  readonly contentHash: string;
  readonly document: TemplateDocument;
  /** Current day in the organisation's zone, as an ISO date. */
  readonly today: string;
  readonly parts: readonly ContextPart[];
  /** Answers given together, those of sites included. */
  readonly answers: readonly AnswerRecord[];
  /** What conditions, gaps and blockers read: answers for the whole organisation only. */
  readonly facts: TemplateFacts;
}

interface ContextRow {
  evaluation_id: Id;
  answer_set_id: Id;
  template_version_id: Id;
  content_hash: string;
  today: string;
  profile: DeviceProfile;
  parts: ContextPart[];
  answers: AnswerRecord[];
  evidence_counts: Record<string, number>;
}

/**
 * SQL giving contexts: of one file with everything, or, `$2` being a member, of several files with
 * what she may read of each.
 */
const contextSql = (reader: string | null): string => `select e.id as evaluation_id,
    x.id as answer_set_id, t.id as template_version_id, t.content_hash,
    ${today}::text as today, v.profile,
    (select coalesce(json_agg(json_build_object('id', p.id, 'section', p.section_key,
        'leadRole', p.lead_role, 'state', p.state, 'clearance', p.clearance)), '[]')
      from part p where p.organisation_id = e.organisation_id and p.evaluation_id = e.id) as parts,
    (select coalesce(json_agg(${answerJson('a')} order by a.question_key), '[]') from answer a
      where a.organisation_id = x.organisation_id and a.answer_set_id = x.id
        and a.respondent_seat_id is null${reader ? ' and a.part_id = any(w.parts)' : ''}) as answers,
    ${evidenceCountsSql('e', reader ? `(not ${recusedFromFile(reader)} and ${shownTo(reader)})` : 'true')} as evidence_counts
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  join answer_set x on x.organisation_id = e.organisation_id and x.evaluation_id = e.id
  ${
    reader
      ? `cross join lateral (select coalesce(array_agg(p.id), '{}') as parts from part p
    where p.organisation_id = e.organisation_id and p.evaluation_id = e.id and ${partReadBy(reader)}) w
  where e.id = any($1::uuid[])`
      : 'where e.id = $1'
  }`;

const contextStatement = { name: 'answers-context', text: contextSql(null) };
const readContextsStatement = { name: 'answers-contexts-read', text: contextSql('$2::uuid') };

/** Flags of a device profile as conditions read them: what nobody knows is absent. */
export const flagsOf = (profile: DeviceProfile): TemplateFacts['flags'] =>
  Object.fromEntries(
    deviceFlags.flatMap((flag) =>
      typeof profile[flag] === 'boolean' ? [[flag, profile[flag]]] : [],
    ),
  );

/** Loads the context in one statement; null when the evaluation is not inside the wall. */
export async function loadContext(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<EvaluationContext | null> {
  const [row] = await tx.rows<ContextRow>(contextStatement, [evaluationId]);
  return row ? contextOf(tx, templates, row) : null;
}

/**
 * The same of several files, each with the answers and documents that the actor may read, by file: what
 * is counted on it is what she could count. For files that she sees; one statement.
 */
export async function contextsAsRead(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationIds: readonly Id[],
): Promise<ReadonlyMap<Id, EvaluationContext>> {
  const contexts = new Map<Id, EvaluationContext>();
  if (evaluationIds.length === 0) return contexts;
  const rows = await tx.rows<ContextRow>(readContextsStatement, [
    [...evaluationIds],
    memberIdOf(tx.actor),
  ]);
  for (const row of rows) {
    contexts.set(row.evaluation_id, await contextOf(tx, templates, row));
  }
  return contexts;
}

/** One file as the actor may read it; null when it is not inside the wall. */
export const contextAsRead = async (
  tx: ReadTransaction,
  templates: TemplateLibrary,
  evaluationId: Id,
): Promise<EvaluationContext | null> =>
  (await contextsAsRead(tx, templates, [evaluationId])).get(evaluationId) ?? null;

async function contextOf(
  tx: ReadTransaction,
  templates: TemplateLibrary,
  row: ContextRow,
): Promise<EvaluationContext> {
  const { document } = await templates.pinned(tx, row.template_version_id, row.content_hash);
  return {
    answerSetId: row.answer_set_id,
    templateVersionId: row.template_version_id,
    contentHash: row.content_hash,
    document,
    today: row.today,
    parts: row.parts,
    answers: row.answers,
    facts: {
      answers: judgedAnswers(row.answers.filter(({ siteId }) => siteId === null)),
      flags: flagsOf(row.profile),
      addedModules: [],
      evidenceCounts: row.evidence_counts,
      toConfirm: row.answers
        .filter(({ siteId, toConfirm }) => siteId === null && toConfirm)
        .map(({ questionKey }) => questionKey),
    },
  };
}

/** Whether a person may read the answer to a question: the clearance of its part decides. */
export function isQuestionRead(
  { parts }: Pick<EvaluationContext, 'parts'>,
  facts: Facts,
  question: Question,
): boolean {
  const part = parts.find(
    ({ section, leadRole }) => section === question.section && leadRole === leadRoleOf(question),
  );
  return (
    decide('answer.see', facts, {
      ...(part ? { part, clearance: part.clearance } : {}),
      section: question.section,
    }) === null
  );
}

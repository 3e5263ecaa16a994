import type { AnswerRole, Clearance, PartState } from '@consilium/domain/access';
import { judgedAnswers } from '@consilium/domain/answers';
import type { Id } from '@consilium/domain/kernel';
import {
  deviceFlags,
  type TemplateDocument,
  type TemplateFacts,
} from '@consilium/domain/templates';
import type { DeviceProfile } from '../evaluations';
import type { TemplateLibrary } from '../templates';
import { today, type ReadTransaction } from '../platform/database';
import { answerJson, type AnswerRecord } from './answer-view';
import { evidenceCountsSql } from './evidence-counts';

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
  answer_set_id: Id;
  template_version_id: Id;
  content_hash: string;
  today: string;
  profile: DeviceProfile;
  parts: ContextPart[];
  answers: AnswerRecord[];
  evidence_counts: Record<string, number>;
}

const contextStatement = {
  name: 'answers-context',
  text: `select x.id as answer_set_id, t.id as template_version_id, t.content_hash,
    ${today}::text as today, v.profile,
    (select coalesce(json_agg(json_build_object('id', p.id, 'section', p.section_key,
        'leadRole', p.lead_role, 'state', p.state, 'clearance', p.clearance)), '[]')
      from part p where p.organisation_id = e.organisation_id and p.evaluation_id = e.id) as parts,
    (select coalesce(json_agg(${answerJson('a')} order by a.question_key), '[]') from answer a
      where a.organisation_id = x.organisation_id and a.answer_set_id = x.id
        and a.respondent_seat_id is null) as answers,
    ${evidenceCountsSql('e')} as evidence_counts
  from evaluation e
  join device_version v on v.organisation_id = e.organisation_id and v.id = e.device_version_id
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  join answer_set x on x.organisation_id = e.organisation_id and x.evaluation_id = e.id
  where e.id = $1`,
};

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
  if (!row) return null;
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

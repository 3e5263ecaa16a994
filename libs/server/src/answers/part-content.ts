import type { AnswerRole, Clearance, PartState } from '@consilium/domain/access';
import type { AnswerContent } from '@consilium/domain/answers';
import type { Id } from '@consilium/domain/kernel';
import type { DeviceProfile } from '../evaluations';
import { answerJson, type AnswerRecord } from './answer-view';
import { filedEvidenceSql, type FiledEvidence } from './evidence-counts';
import { repliesJson, type SupplierReplyView } from './supplier.service';

/** An answer of another part on which questions of this one may depend. */
export interface DecidingAnswer extends AnswerContent {
  readonly questionKey: string;
  readonly partId: Id;
  readonly sectionKey: string;
  readonly clearance: Clearance;
}

/** What is read of a part with the reader's facts, before it is known what she may see of it. */
export interface PartContent {
  readonly sectionKey: string;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
  readonly dueOn: string | null;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly gapsReason: string | null;
  readonly returnReason: string | null;
  readonly templateVersionId: Id;
  readonly contentHash: string;
  readonly profile: DeviceProfile;
  readonly answers: readonly AnswerRecord[];
  readonly deciding: readonly DecidingAnswer[];
  readonly evidence: readonly FiledEvidence[];
  readonly replies: readonly SupplierReplyView[];
}

/**
 * SQL giving a `PartContent` of the part `s` of the evaluation `e`; `$6` names the questions on which
 * others depend. In the statement of the facts, so that opening a part costs one read.
 */
export const partContentSql = `select json_build_object('sectionKey', s.section_key,
    'leadRole', s.lead_role, 'state', s.state, 'dueOn', s.due_on, 'submittedAt', s.submitted_at,
    'gapsReason', s.gaps_reason, 'returnReason', s.return_reason, 'templateVersionId', t.id,
    'contentHash', t.content_hash, 'profile', v.profile,
    'submittedBy', (select m.display_name from seat w
      join member m on m.organisation_id = w.organisation_id and m.id = w.member_id
      where w.organisation_id = s.organisation_id and w.id = s.submitted_by_seat),
    'answers', coalesce(w.answers, '[]'), 'deciding', coalesce(w.deciding, '[]'),
    'evidence', ${filedEvidenceSql('$2::uuid')},
    'replies', ${repliesJson('x', "r.question_key like s.section_key || '.%'")})
  from device_version v
  join template_version t on t.organisation_id = e.organisation_id and t.id = e.template_version_id
  join answer_set x on x.organisation_id = e.organisation_id and x.evaluation_id = e.id
  cross join lateral (select json_agg(${answerJson('a')} order by a.question_key)
        filter (where a.part_id = s.id) as answers,
      json_agg(json_build_object('questionKey', a.question_key, 'state', a.state, 'value', a.value,
        'comment', '', 'partId', q.id, 'sectionKey', q.section_key, 'clearance', q.clearance)
        order by a.question_key)
        filter (where a.part_id <> s.id) as deciding
    from answer a join part q on q.organisation_id = a.organisation_id and q.id = a.part_id
    where a.organisation_id = x.organisation_id and a.answer_set_id = x.id
      and a.respondent_seat_id is null
      and (a.part_id = s.id or a.site_id is null and a.question_key = any($6::text[]))) w
  where v.organisation_id = e.organisation_id and v.id = e.device_version_id`;

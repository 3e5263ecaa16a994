import { evaluationsFacts } from '../evaluations';
import type { RoomFacts, SubjectLoader } from '../platform/database';
import { answerJson } from './answer-view';
import { partContentSql } from './part-content';

const partSubject = (): SubjectLoader => {
  const { part } = evaluationsFacts.subjects;
  if (!part) throw new Error('the evaluations room loads no part');
  return part;
};

/**
 * Subjects of this room. `part_answer` is a part with, as context, the current answer to one question
 * of it (`$6`, at the site `$7`) and the seat for which somebody else writes (`$8`), so that saving
 * costs one read. `part_page` is a part with its content. `answer` is one answer under the clearance of its part.
 */
export const answersFacts: RoomFacts = {
  facts: {},
  subjects: {
    part_answer: {
      ...partSubject(),
      context: `select json_build_object('answerSetId', x.id, 'templateVersionId', t.id,
    'contentHash', t.content_hash, 'sectionKey', s.section_key, 'leadRole', s.lead_role,
    'site', $7::uuid is null or exists (select 1 from site w
      where w.organisation_id = e.organisation_id and w.id = $7::uuid),
    'writer', (select m.display_name from member m
      where m.organisation_id = e.organisation_id and m.id = $2::uuid),
    'behalf', (select m.display_name from seat b
      join member m on m.organisation_id = b.organisation_id and m.id = b.member_id
      where b.organisation_id = e.organisation_id and b.evaluation_id = e.id and b.id = $8::uuid),
    'answer', (select ${answerJson('a')} from answer a
      where a.organisation_id = x.organisation_id and a.answer_set_id = x.id
        and a.question_key = $6::text and a.site_id is not distinct from $7::uuid
        and a.respondent_seat_id is null))
  from template_version t
  join answer_set x on x.organisation_id = e.organisation_id and x.evaluation_id = e.id
  where t.organisation_id = e.organisation_id and t.id = e.template_version_id`,
    },
    part_page: { ...partSubject(), context: partContentSql },
    answer: {
      from: `answer s
        join part p on p.organisation_id = s.organisation_id and p.id = s.part_id
        join evaluation e on e.organisation_id = p.organisation_id and e.id = p.evaluation_id`,
      where: 's.id = $1',
      subject: `json_build_object('part', json_build_object('id', p.id, 'section', p.section_key,
        'state', p.state), 'clearance', p.clearance, 'authorSeat', s.author_seat_id)`,
      sight: 'answer.see',
      locks: 'e, s',
    },
  },
};

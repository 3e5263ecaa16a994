import type { RoomFacts } from '../platform/database';

const authorSeat = `(select x.id from seat x where x.organisation_id = e.organisation_id
  and x.evaluation_id = e.id and x.member_id = d.author_id)`;

/** How the evidence room's subjects are found; it adds no fact of its own. */
export const evidenceFacts: RoomFacts = {
  facts: {},
  subjects: {
    filed_document: {
      from: `filed_document s
        join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
        join document d on d.organisation_id = s.organisation_id and d.id = s.document_id`,
      where: 's.id = $1',
      subject: `json_build_object('clearance', d.clearance, 'authorSeat', ${authorSeat})`,
      sight: 'evidence.see',
      locks: 'e, s',
    },
    evidence_link: {
      from: `evidence_link s
        join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id
        join filed_document f on f.organisation_id = s.organisation_id and f.id = s.filed_document_id
        join document d on d.organisation_id = f.organisation_id and d.id = f.document_id`,
      where: 's.id = $1',
      subject: `json_build_object('section', s.section_key, 'authorSeat', s.linked_by_seat,
        'clearance', d.clearance)`,
      sight: 'evidence.see',
      locks: 'e, s',
    },
  },
};

import { holderSeatOf } from './condition-holder';
import type { RoomFacts } from '../platform/database';

/** Subjects of the decisions room; it adds no facts to the policy table, which knows the phase and the seal. */
export const decisionsFacts: RoomFacts = {
  facts: {},
  subjects: {
    meeting: {
      from: 'meeting s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `'{}'::json`,
      sight: 'opinion.see',
      locks: 'e, s',
    },
    opinion: {
      from: 'opinion s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `'{}'::json`,
      sight: 'opinion.see',
      locks: 'e, s',
    },
    late_recusal: {
      from: 'late_recusal s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `'{}'::json`,
      sight: 'opinion.see',
      locks: 'e, s',
    },
    condition: {
      from: `opinion_condition s
        join opinion o on o.organisation_id = s.organisation_id and o.id = s.opinion_id
        join evaluation e on e.organisation_id = o.organisation_id and e.id = o.evaluation_id`,
      where: 's.id = $1',
      subject: `json_build_object('authorSeat', ${holderSeatOf('s')})`,
      sight: 'opinion.see',
      locks: 'e, s',
    },
  },
};

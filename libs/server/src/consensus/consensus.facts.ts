import type { RoomFacts } from '../platform/database';

/** What the consensus room tells the policy table. */
export const consensusFacts: RoomFacts = {
  facts: {
    openRound: `select r.id from round r where r.organisation_id = e.organisation_id
      and r.evaluation_id = e.id and r.state = 'open'`,
  },
  subjects: {
    round: {
      from: 'round s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `json_build_object('round', json_build_object('id', s.id, 'closed', s.state = 'closed'))`,
      sight: 'evaluation.see',
      locks: 'e, s',
    },
  },
};

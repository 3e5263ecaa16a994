import type { RoomFacts } from '../platform/database';

/** Reports are asked about as part of their evaluation; they add no facts. */
export const reportsFacts: RoomFacts = {
  facts: {},
  subjects: {
    report: {
      from: 'report s join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id',
      where: 's.id = $1',
      subject: `'{}'::json`,
      sight: 'report.see',
      locks: 'e, s',
    },
  },
};

import type { RoomFacts } from '../platform/database';

/** How the discussion room's subjects are found; it adds no fact of its own. */
export const discussionFacts: RoomFacts = {
  facts: {},
  subjects: {
    thread: {
      from: `thread s
        join evaluation e on e.organisation_id = s.organisation_id and e.id = s.evaluation_id`,
      where: 's.id = $1',
      subject: `json_strip_nulls(json_build_object('section', s.section_key,
        'authorSeat', s.opened_by_seat, 'objection', s.kind = 'objection'))`,
      sight: 'thread.see',
      locks: 'e, s',
    },
    comment: {
      from: `comment s
        join thread t on t.organisation_id = s.organisation_id and t.id = s.thread_id
        join evaluation e on e.organisation_id = t.organisation_id and e.id = t.evaluation_id`,
      where: 's.id = $1',
      subject: `json_strip_nulls(json_build_object('section', t.section_key,
        'authorSeat', s.author_seat))`,
      sight: 'thread.see',
      locks: 'e, s',
    },
  },
};

import type { RoomFacts } from '../platform/database';

/** What the consensus room tells the policy table. */
export const consensusFacts: RoomFacts = {
  facts: { openRound: 'null::text' },
  subjects: {},
};

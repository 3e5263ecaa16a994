import type { Vouched } from '../platform/events';

// What the events of this room vouch for; the audit reads the same.

export const vouchedVote: Vouched = {
  table: 'vote',
  content: (r) => `json_build_object('opinion', ${r}.opinion_id, 'seat', ${r}.seat_id,
    'choice', ${r}.choice, 'castBy', ${r}.cast_by_seat, 'castAs', ${r}.cast_as,
    'castRoles', ${r}.cast_roles)`,
  earlier: (r) => `json_build_object('opinion', ${r}.opinion_id, 'seat', ${r}.seat_id,
    'choice', ${r}.choice, 'castBy', ${r}.cast_by_seat)`,
};

/** An adopted opinion with the words of its conditions; what becomes of them goes on. */
export const vouchedOpinion: Vouched = {
  table: 'opinion',
  content: (r) => `json_build_object('outcome', ${r}.outcome, 'reasons', ${r}.reasons,
    'reasonsByQuestion', ${r}.reasons_by_question, 'pilot', ${r}.pilot,
    'missingElements', ${r}.missing_elements, 'failedPredicates', ${r}.failed_predicates,
    'reevaluateOn', ${r}.reevaluate_on, 'rules', ${r}.rules, 'tally', ${r}.tally,
    'quorum', ${r}.quorum, 'conditions',
    (select coalesce(json_agg(json_build_object('id', c.id, 'text', c.text,
        'ownerSeat', c.owner_seat, 'ownerName', c.owner_name, 'dueOn', c.due_on, 'proof', c.proof,
        'gate', c.gate, 'blockers', c.blockers) order by c.position, c.id), '[]')
      from opinion_condition c
      where c.organisation_id = ${r}.organisation_id and c.opinion_id = ${r}.id))`,
};

export const vouchedDissent: Vouched = {
  table: 'minority_opinion',
  content: (r) => `json_build_object('seat', ${r}.seat_id, 'text', ${r}.text)`,
};

export const vouchedDecision: Vouched = {
  table: 'decision',
  content: (r) => `json_build_object('opinion', ${r}.opinion_id, 'decision', ${r}.decision,
    'reason', ${r}.reason, 'differs', ${r}.differs, 'withoutOpinion', ${r}.without_opinion,
    'decidedBy', ${r}.decided_by, 'decidedOn', ${r}.decided_on)`,
};

export const vouchedOverride: Vouched = {
  table: 'blocker_override',
  content: (r) => `json_build_object('question', ${r}.question_key, 'effect', ${r}.effect,
    'reason', ${r}.reason, 'seat', ${r}.seat_id)`,
};

/**
 * Minutes as they were validated, with the sheet: who was there, by whose proxy, who presided. Who takes
 * part in writing does so by voting, before and after, though the sheet calls her absent: the vote is
 * vouched for.
 */
export const vouchedMinutes: Vouched = {
  table: 'meeting',
  content: (r) => `json_build_object('mode', ${r}.mode, 'calledOn', ${r}.called_on,
    'heldOn', ${r}.held_on, 'minutes', ${r}.minutes, 'quorum', ${r}.quorum, 'urgent', ${r}.urgent,
    'call', ${r}.call, 'presiding', ${r}.presiding_seat, 'sheet',
    (select coalesce(json_agg(json_build_object('seat', a.seat_id, 'attendance', a.attendance,
        'representedBy', a.represented_by, 'note', a.note) order by a.seat_id), '[]')
      from meeting_attendance a where a.organisation_id = ${r}.organisation_id
        and a.meeting_id = ${r}.id and a.attendance not in ('written', 'absent')))`,
  earlier: (r) => `json_build_object('mode', ${r}.mode, 'calledOn', ${r}.called_on,
    'heldOn', ${r}.held_on, 'minutes', ${r}.minutes, 'quorum', ${r}.quorum)`,
};

/** What somebody did about a condition. */
export const vouchedStep: Vouched = {
  table: 'condition_step',
  content: (r) => `json_build_object('condition', ${r}.condition_id, 'step', ${r}.step,
    'note', ${r}.note, 'documents', ${r}.documents, 'holder', ${r}.holder_seat, 'by', ${r}.taken_by)`,
};

/** A recusal found late, with what two people say of it. */
export const vouchedLateRecusal: Vouched = {
  table: 'late_recusal',
  content: (r) => `json_build_object('seat', ${r}.seat_id, 'found', ${r}.found,
    'spoke', ${r}.spoke, 'rated', ${r}.rated, 'voted', ${r}.voted, 'chair', ${r}.chair_seat,
    'chairReason', ${r}.chair_reason, 'second', ${r}.second_seat,
    'secondReason', ${r}.second_reason)`,
};

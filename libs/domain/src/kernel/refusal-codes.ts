/**
 * Every reason for which the product declines a request. Closed: a code without a sentence in the
 * message catalogue, or a sentence without a code, fails the tests.
 */
export const refusalCodes = [
  // anywhere
  'not_found',
  'not_permitted',
  'invalid_input',
  'text_too_long',
  'control_characters',
  'stale_version',
  'reason_required',
  // access
  'not_signed_in',
  'wrong_credentials',
  'too_many_attempts',
  'not_a_member',
  'password_too_weak',
  'already_set_up',
  'email_taken',
  'last_administrator',
  // policy predicates
  'not_collecting',
  'not_screening',
  'not_draft',
  'not_deliberating',
  'not_rating',
  'not_at_opinion',
  'paused',
  'closed_file',
  'not_assigned',
  'recused',
  'not_declared',
  'not_voting',
  'not_author',
  'round_not_open',
  'round_still_open',
  'part_submitted',
  'part_not_submitted',
  'not_cleared',
  'sealed',
  // answers
  'unknown_question',
  'wrong_answer_type',
  'question_not_in_part',
  'part_has_gaps',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

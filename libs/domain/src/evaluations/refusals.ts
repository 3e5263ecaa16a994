import { refuse, type Refusal, type RefusalCode, type RefusalDetails } from '../kernel';

/** Reasons this room adds to the closed list of the product. */
export const evaluationsRefusals = [
  // scope test
  'scope_already_in',
  'scope_not_settled',
  'scope_not_failed',
  // moves between phases
  'move_not_from_here',
  'not_your_move',
  'not_paused',
  'request_incomplete',
  'panel_not_seated',
  'parts_missing',
  'nobody_may_rate',
  'rounds_switched_off',
  'rounds_switched_on',
  'no_closed_round',
  'nothing_to_rate_again',
  'opinion_not_proposed',
  'opinion_already_adopted',
  'opinion_not_adopted',
  'opinion_incomplete',
  'opinion_deferred',
  'opinion_not_deferred',
  'quorum_not_met',
  'vote_not_carried',
  'minutes_not_validated',
  'hard_blocker_open',
  'decision_not_for_use',
  'decision_not_for_pilot',
  'pilots_switched_off',
  'pilot_protocol_missing',
  'pilot_not_ended',
  'gates_open',
  // declarations of interests
  'declaration_expired',
  'declaration_not_assessed',
  'declaration_contradictory',
  'declaration_not_confirmed',
  'interest_incomplete',
  'own_declaration',
  'nothing_declared_yet',
  'recusal_without_scope',
] as const;

export type EvaluationsRefusal = (typeof evaluationsRefusals)[number];

/** Declines with a code of this room or of the kernel; the kernel's own list stays the closed one. */
export const decline = (
  code: EvaluationsRefusal | RefusalCode,
  details?: RefusalDetails,
): Refusal => refuse(code as RefusalCode, details);

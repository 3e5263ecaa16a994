import type { EvaluationsRefusal } from '../evaluations';
import { refuse, type Refusal, type RefusalCode, type RefusalDetails } from '../kernel';

/** Reasons this room adds to the closed list of the product. */
export const decisionsRefusals = [
  'ballot_not_open',
  'not_attending',
  'vote_by_own_hand',
  'minority_text_missing',
  'blocker_unknown',
  'decision_differs_reason',
  'decision_without_opinion_reason',
  'decision_on_deferred_opinion',
  'condition_not_open',
  'condition_proof_missing',
] as const;

export type DecisionsRefusal = (typeof decisionsRefusals)[number];

/** Declines with a code of this room, of the evaluations room or of the kernel. */
export const decline = (
  code: DecisionsRefusal | EvaluationsRefusal | RefusalCode,
  details?: RefusalDetails,
): Refusal => refuse(code as RefusalCode, details);

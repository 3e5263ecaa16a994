import { refuse, type Refusal, type RefusalCode, type RefusalDetails } from '../kernel';

/** Reasons this room adds to the closed list of the product. */
export const consensusRefusals = [
  'another_round_open',
  'no_statement',
  'statement_unknown',
  'statement_repeated',
  'rating_out_of_scale',
  'abstention_without_reason',
  'nobody_in_round',
  'ratings_missing',
  'nothing_rated',
  'method_parameters_wrong',
] as const;

export type ConsensusRefusal = (typeof consensusRefusals)[number];

/** Declines with a code of this room or of the kernel. */
export const decline = (code: ConsensusRefusal | RefusalCode, details?: RefusalDetails): Refusal =>
  refuse(code as RefusalCode, details);

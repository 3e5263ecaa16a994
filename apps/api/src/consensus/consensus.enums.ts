import {} from '@nestjs/graphql';
import { abstentionReasons, attributions, classifyingMethods } from '@consilium/domain/consensus';
import { closedList } from '../platform/closed-list';

export const AttributionEnum = closedList(
  'Attribution',
  attributions,
  'How results name raters: by profession, or not at all.',
);
export const MethodEnum = closedList(
  'ConsensusMethod',
  classifyingMethods,
  'How a statement gets its class.',
);
export const AbstentionEnum = closedList(
  'AbstentionReason',
  abstentionReasons,
  'Why a member does not rate a statement.',
);
export const RoundStateEnum = closedList('RoundState', ['open', 'closed'], 'Open: blind.');

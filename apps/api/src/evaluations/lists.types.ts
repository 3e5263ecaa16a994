import { partStates, phases } from '@consilium/domain/access';
import {
  advicePositions,
  declarationStatuses,
  interestKinds,
  interestLevels,
  interestParties,
  moveKeys,
  panelChangeKinds,
  panelWarnings,
  scopePredicates,
  seatLabels,
  warnings,
} from '@consilium/domain/evaluations';
import { closedList } from '../platform/closed-list';

export const PhaseEnum = closedList('Phase', phases, 'evaluations:phases.<phase>');
export const MoveEnum = closedList('PhaseMove', moveKeys, 'evaluations:moves.<move>');
export const MoveWarningEnum = closedList(
  'MoveWarning',
  warnings,
  'evaluations:warnings.<warning>',
);
export const PartStateEnum = closedList('PartState', partStates, 'Of a part as a whole.');
export const PanelWarningEnum = closedList(
  'PanelWarning',
  panelWarnings,
  'evaluations:panelWarnings.<warning>',
);
export const PanelChangeKindEnum = closedList(
  'PanelChangeKind',
  panelChangeKinds,
  'evaluations:panelChanges.kinds.<kind>',
);
export const SeatLabelEnum = closedList('SeatLabel', seatLabels, 'evaluations:labels.<label>');
export const DeclarationStatusEnum = closedList(
  'DeclarationStatus',
  declarationStatuses,
  'evaluations:declarations.statuses.<status>',
);
export const InterestLevelEnum = closedList(
  'InterestLevel',
  interestLevels,
  'evaluations:declarations.levels.<level>',
);
export const InterestKindEnum = closedList(
  'InterestKind',
  interestKinds,
  'evaluations:declarations.kinds.<kind>',
);
export const InterestPartyEnum = closedList(
  'InterestParty',
  [...interestParties, 'other'] as const,
  'evaluations:declarations.parties.<party>',
);
export const ScopePredicateEnum = closedList(
  'ScopePredicate',
  scopePredicates,
  'evaluations:scope.predicates.<predicate>',
);
export const ScopeStateEnum = closedList(
  'ScopeState',
  ['holds', 'fails', 'open'] as const,
  '`open`: the answers do not settle it.',
);
export const ScopeOutcomeEnum = closedList(
  'ScopeOutcome',
  ['in_scope', 'out_of_scope', 'needs_info', 'overridden'] as const,
  'As settled; `overridden` is a local voluntary evaluation, without any HAS label.',
);
export const AdvicePositionEnum = closedList(
  'AdvicePosition',
  advicePositions,
  'evaluations:advice.positions.<position>',
);
export const LatenessStateEnum = closedList(
  'LatenessState',
  ['undated', 'ahead', 'due_soon', 'today', 'late'] as const,
  'evaluations:lateness.<state>, counted in days of the organisation’s zone.',
);

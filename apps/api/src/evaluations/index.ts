import { EvaluationsResolver } from './evaluations.resolver';
import { PanelResolver } from './panel.resolver';
import { StaffingResolver } from './staffing.resolver';

export { EvaluationType } from './evaluations.types';
export { PartType, SeatType } from './panel.types';
export { PartStateEnum, PhaseEnum } from './lists.types';

export const evaluationsProviders = [EvaluationsResolver, PanelResolver, StaffingResolver];

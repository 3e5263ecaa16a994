import type { UnitOfWork } from '../platform/database';
import type { TemplateLibrary } from '../templates';
import { AdviceService } from './advice.service';
import { DeclarationsService } from './declarations.service';
import { EvaluationsQueries } from './evaluations.queries';
import type { Neighbours } from './neighbours';
import { PanelService } from './panel.service';
import { PhasesService } from './phases.service';
import { PracticeService } from './practice.service';
import { RequestsService } from './requests.service';
import { ScopeService } from './scope.service';
import { SeatsService } from './seats.service';
import { StaffingQueries } from './staffing.queries';
import { StaffingService } from './staffing.service';

/** The services of this room. */
export interface EvaluationsServices {
  readonly queries: EvaluationsQueries;
  readonly requests: RequestsService;
  readonly practice: PracticeService;
  readonly scope: ScopeService;
  readonly phases: PhasesService;
  readonly panel: PanelService;
  readonly seats: SeatsService;
  readonly staffing: StaffingService;
  readonly staffed: StaffingQueries;
  readonly declarations: DeclarationsService;
  readonly advice: AdviceService;
}

/** Wires the services of this room to each other and to what rooms further right provide. */
export function evaluationsServices(
  unitOfWork: UnitOfWork,
  templates: TemplateLibrary,
  neighbours: Neighbours,
): EvaluationsServices {
  const phases = new PhasesService(unitOfWork, templates, neighbours);
  return {
    queries: new EvaluationsQueries(unitOfWork, templates, neighbours.progress),
    requests: new RequestsService(unitOfWork, neighbours),
    practice: new PracticeService(unitOfWork),
    scope: new ScopeService(unitOfWork, phases, neighbours, templates),
    phases,
    panel: new PanelService(unitOfWork, templates),
    seats: new SeatsService(unitOfWork, neighbours),
    staffing: new StaffingService(unitOfWork, neighbours),
    staffed: new StaffingQueries(),
    declarations: new DeclarationsService(unitOfWork, templates, phases, neighbours),
    advice: new AdviceService(unitOfWork),
  };
}

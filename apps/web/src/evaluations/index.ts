import type { Room } from '../app/room';

export { FileActions } from './file-actions';
export { FileMoves, useCanMoveOn } from './file-moves';
export { evaluationPlaces, type EvaluationPlace } from './places';
export { toneOfPhase } from './phase-tone';
export {
  useEvaluation,
  useEvaluationPath,
  useReasonAgainst,
  type EvaluationFile,
} from './use-evaluation';
export { WithoutHolder } from './without-holder';
export { useFileChanges } from './use-file-changes';

/** What stands around every page of one evaluation. */
export const loadEvaluationLayout = () => import('./evaluation-layout');

/** The file itself: request, scope, panel, interests, formal advice. */
export const evaluationsRoom: Room = {
  routes: [
    { path: 'evaluations/new', lazy: () => import('./new-page') },
    { path: 'panels', lazy: () => import('./staffing-page') },
    { path: 'panels/:file', lazy: () => import('./staffed-file-page') },
  ],
  navigation: [{ path: 'panels', label: 'nav.panels', functions: ['administrator'] }],
  evaluationRoutes: [
    { path: 'details', lazy: () => import('./details-page') },
    { path: 'dates', lazy: () => import('./dates-page') },
    { path: 'scope', lazy: () => import('./scope-page') },
    { path: 'panel', lazy: () => import('./panel-page') },
    { path: 'panel/:member', lazy: () => import('./seat-page') },
    { path: 'interests', lazy: () => import('./interests-page') },
    { path: 'advice', lazy: () => import('./advice-page') },
  ],
};

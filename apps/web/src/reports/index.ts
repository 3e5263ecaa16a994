import type { Room } from '../app/room';

/** Reports of a file: asking, waiting, fetching. */
export const reportsRoom: Room = {
  evaluationRoutes: [{ path: 'report', lazy: () => import('./report-page') }],
};

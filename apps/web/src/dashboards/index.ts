import type { Room } from '../app/room';

/** What waits for whom, how each file stands, and all of them together. */
export const dashboardsRoom: Room = {
  routes: [
    { index: true, lazy: () => import('./my-work-page') },
    { path: 'evaluations', lazy: () => import('./portfolio-page') },
  ],
  evaluationRoutes: [{ index: true, lazy: () => import('./overview-page') }],
  navigation: [
    { path: '', label: 'nav.myWork' },
    { path: 'evaluations', label: 'nav.evaluations' },
  ],
};

import type { Room } from '../app/room';

/** Opinion and decision of a file: two records, never one. */
export const decisionsRoom: Room = {
  evaluationRoutes: [
    { path: 'decision', lazy: () => import('./decision-page') },
    { path: 'decision/meetings/:meeting', lazy: () => import('./meeting-page') },
    { path: 'decision/opinion', lazy: () => import('./opinion-page') },
    { path: 'decision/record', lazy: () => import('./record-page') },
  ],
};

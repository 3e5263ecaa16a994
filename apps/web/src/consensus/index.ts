import type { Room } from '../app/room';

/** Rounds of blind ratings: opening and closing them, the rating sheet, the results. */
export const consensusRoom: Room = {
  evaluationRoutes: [
    { path: 'rounds', lazy: () => import('./rounds-page') },
    { path: 'rounds/:number', lazy: () => import('./sheet-page') },
    { path: 'consensus', lazy: () => import('./results-page') },
  ],
  keeps: async () => (await import('./kept-ratings')).ratingKind,
};

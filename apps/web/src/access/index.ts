import type { Room } from '../app/room';

export { useReasonInOrganisation } from './may';

/** People, committees, the organisation, one's own account, and the first administrator. */
export const accessRoom: Room = {
  routes: [
    { path: 'account', lazy: () => import('./account-page') },
    {
      path: 'admin',
      lazy: () => import('./admin-layout'),
      children: [
        { index: true, lazy: () => import('./people-page') },
        { path: 'people/new', lazy: () => import('./add-person-page') },
        { path: 'people/:member', lazy: () => import('./person-page') },
        { path: 'committees', lazy: () => import('./committees-page') },
        { path: 'committees/new', lazy: () => import('./new-committee-page') },
        { path: 'committees/:committee', lazy: () => import('./committee-page') },
        { path: 'committees/:committee/rules', lazy: () => import('./committee-rules-page') },
        { path: 'committees/:committee/seats/:seat', lazy: () => import('./seat-page') },
        { path: 'organisation', lazy: () => import('./organisation-page') },
        { path: 'security', lazy: () => import('./security-page') },
      ],
    },
  ],
  publicRoutes: [
    { path: '/first-administrator', lazy: () => import('./first-administrator-page') },
  ],
  navigation: [{ path: 'admin', label: 'nav.admin', functions: ['administrator', 'coordinator'] }],
};

import type { Room } from '../app/room';

export { AccountMark } from './account-mark';
export { HeldForAdministrators } from './held-notice';
export { useReasonInOrganisation } from './may';
export { PasswordDue } from './password-due';
export { StepsLeft } from './steps-left';

/** People, committees, the organisation, one's own account, and the first administrator. */
export const accessRoom: Room = {
  routes: [
    { path: 'account', lazy: () => import('./account-page') },
    {
      path: 'admin',
      lazy: () => import('./admin-layout'),
      children: [
        { index: true, lazy: () => import('./people-page') },
        { path: 'people/new', lazy: () => import('./invite-page') },
        { path: 'people/import', lazy: () => import('./import-people-page') },
        { path: 'invitations', lazy: () => import('./invitations-page') },
        { path: 'people/:member', lazy: () => import('./person-page') },
        { path: 'people/:member/leave', lazy: () => import('./leave-page') },
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
    { path: '/invitation', lazy: () => import('./invitation-page') },
    { path: '/forgotten', lazy: () => import('./forgotten-page') },
    { path: '/reset', lazy: () => import('./reset-page') },
  ],
  navigation: [{ path: 'admin', label: 'nav.admin', functions: ['administrator', 'coordinator'] }],
};

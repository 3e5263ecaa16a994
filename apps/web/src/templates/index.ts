import type { Room } from '../app/room';

export { useTemplateDocument } from './template-document';

/** The questions themselves: published versions, to be read and compared. */
export const templatesRoom: Room = {
  routes: [
    { path: 'templates', lazy: () => import('./library-page') },
    { path: 'templates/:contentHash', lazy: () => import('./version-page') },
    { path: 'templates/:contentHash/changes', lazy: () => import('./changes-page') },
  ],
  navigation: [{ path: 'templates', label: 'nav.templates' }],
};

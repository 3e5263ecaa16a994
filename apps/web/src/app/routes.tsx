import type { RouteObject } from 'react-router';
import { Root } from './root';
import { Layout } from './layout';
import { PublicLayout } from './public-layout';
import { RequireSession } from './require-session';
import { ErrorPage } from './error-page';
import { NotFoundPage } from './not-found-page';
import { loadEvaluationLayout } from '../evaluations';
import { rooms } from './rooms';

const organisationPages: RouteObject[] = rooms.flatMap((room) => [...(room.routes ?? [])]);
const evaluationPages: RouteObject[] = rooms.flatMap((room) => [...(room.evaluationRoutes ?? [])]);
const publicPages: RouteObject[] = rooms.flatMap((room) => [...(room.publicRoutes ?? [])]);

/** Every address of the application; `more` are pages outside any organisation. */
export const appRoutes = (more: readonly RouteObject[] = []): RouteObject[] => [
  {
    Component: Root,
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      {
        Component: PublicLayout,
        children: [
          {
            ErrorBoundary: ErrorPage,
            children: [
              { path: '/sign-in', lazy: () => import('./sign-in-page') },
              ...publicPages,
              ...more,
            ],
          },
        ],
      },
      {
        Component: RequireSession,
        children: [
          {
            Component: PublicLayout,
            children: [{ path: '/', lazy: () => import('./choose-organisation-page') }],
          },
          {
            path: '/o/:organisation',
            Component: Layout,
            children: [
              {
                ErrorBoundary: ErrorPage,
                children: [
                  ...organisationPages,
                  {
                    path: 'evaluations/:evaluation',
                    lazy: loadEvaluationLayout,
                    handle: { evaluationPaths: evaluationPages.map(({ path }) => path ?? '') },
                    children: [
                      {
                        ErrorBoundary: ErrorPage,
                        children: [...evaluationPages, { path: '*', Component: NotFoundPage }],
                      },
                    ],
                  },
                  { path: '*', Component: NotFoundPage },
                ],
              },
            ],
          },
        ],
      },
      {
        Component: PublicLayout,
        children: [{ path: '*', Component: NotFoundPage }],
      },
    ],
  },
];

import { useCallback } from 'react';
import { useParams } from 'react-router';
import { useViewer, type Membership } from './session';

/** My membership of the organisation in the page's address; the layout shows no page without one. */
export function useMembership(): Membership {
  const { organisation } = useParams();
  const membership = useViewer().memberships.find(({ slug }) => slug === organisation);
  if (!membership) throw new Error('the address names no organisation of this person');
  return membership;
}

/** Builds addresses inside the organisation of the page: `path('evaluations')`. */
export function useOrganisationPath(): (path?: string) => string {
  const { organisation } = useParams();
  return useCallback(
    (path = '') => `/o/${organisation}${path === '' ? '' : `/${path}`}`,
    [organisation],
  );
}

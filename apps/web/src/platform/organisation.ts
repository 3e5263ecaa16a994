import { useParams } from 'react-router';
import { useViewer, type Membership } from './session';

/** The organisation of the page's address. The layout answers "not found" when it is not mine. */
export function useOrganisation(): Membership {
  const { organisation } = useParams();
  const membership = useViewer().memberships.find((one) => one.organisationId === organisation);
  if (!membership) throw new Error('the address names no organisation of this person');
  return membership;
}

/** Builds addresses inside the organisation of the page: `path('evaluations')`. */
export function useOrganisationPath(): (path?: string) => string {
  const { organisation } = useParams();
  return (path = '') => `/o/${organisation}${path === '' ? '' : `/${path}`}`;
}

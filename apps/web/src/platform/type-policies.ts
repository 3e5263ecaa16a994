import type { TypePolicies } from '@apollo/client';

/**
 * Types whose identity is not a field named `id`. A line of work carries the id of what it is about, and
 * several lines may be about one thing, as a seat that declares and advises: none stands for another.
 */
export const typePolicies: TypePolicies = {
  Viewer: { keyFields: ['accountId'] },
  Membership: { keyFields: ['memberId'] },
  WorkLine: { keyFields: false },
};

import { gql, InMemoryCache } from '@apollo/client';
import { typePolicies } from './type-policies';

const query = gql`
  query Work {
    whatWaits {
      kind
      id
      role
    }
  }
`;

describe('what the client remembers', () => {
  it('keeps lines of work apart that are about one thing', () => {
    const lines = [
      { __typename: 'WorkLine', kind: 'declaration', id: 's1', role: null },
      { __typename: 'WorkLine', kind: 'advice', id: 's1', role: 'dpo' },
      { __typename: 'WorkLine', kind: 'advice', id: 's1', role: 'it_security' },
    ];
    const cache = new InMemoryCache({ typePolicies });
    cache.writeQuery({ query, data: { whatWaits: lines } });
    expect(cache.readQuery({ query })).toEqual({ whatWaits: lines });
  });
});

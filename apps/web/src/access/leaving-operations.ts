import { graphql } from '../gql';
import type { LeavingPageQuery } from '../gql/graphql';

export const leavingQuery = graphql(`
  query LeavingPage($memberId: ID!) {
    leaving(memberId: $memberId) {
      memberId
      displayName
      refusal {
        code
        message
        details
      }
      files {
        evaluationId
        reference
        title
        holdings {
          kind
          evaluationId
          ids
          canBeHanded
          heirs
          proposed
          seat {
            answerRoles
            functions
            votes
          }
        }
      }
      committees {
        kind
        evaluationId
        ids
        committee
        canBeHanded
        heirs
        proposed
      }
      invitations
      candidates {
        memberId
        displayName
        profession
      }
    }
  }
`);

export const leave = graphql(`
  mutation Leave($input: LeaveInput!) {
    leave(input: $input) {
      __typename
      ... on MemberLeft {
        memberId
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export type Leaving = NonNullable<LeavingPageQuery['leaving']>;
export type LeavingFile = Leaving['files'][number];
export type FileHolding = LeavingFile['holdings'][number];
export type CommitteeHolding = Leaving['committees'][number];
export type Holding = FileHolding | CommitteeHolding;

/** What a line is known by while the page is filled in. */
export const keyOf = ({ kind, evaluationId, ids }: Holding): string =>
  `${kind} ${evaluationId ?? ids[0] ?? ''}`;

export const holdingsOf = ({ files, committees }: Leaving): Holding[] => [
  ...files.flatMap(({ holdings }): Holding[] => [...holdings]),
  ...committees,
];

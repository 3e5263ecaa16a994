import { graphql } from '../gql';
import type { CommitteePageQuery } from '../gql/graphql';

export const committeesQuery = graphql(`
  query CommitteesPage {
    committees {
      id
      name
      warnings
      seats {
        id
        current
        votes
      }
    }
  }
`);

export const committeeQuery = graphql(`
  query CommitteePage($id: ID!) {
    committee(id: $id) {
      id
      name
      quorumShare
      requiredRoles
      noticeDays
      rounds
      pilots
      foundingAct
      foundedOn
      warnings
      seats {
        id
        memberId
        displayName
        account
        substituteId
        substituteName
        substituteAccount
        profession
        answerRoles
        functions
        votes
        mandateFrom
        mandateTo
        current
      }
    }
  }
`);

export type Committee = NonNullable<CommitteePageQuery['committee']>;
export type Seat = Committee['seats'][number];

export const saveCommittee = graphql(`
  mutation SaveCommittee($input: SaveCommitteeInput!) {
    saveCommittee(input: $input) {
      __typename
      ... on CommitteeSaved {
        committee {
          id
          name
        }
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const saveCommitteeSeat = graphql(`
  mutation SaveCommitteeSeat($input: SaveCommitteeSeatInput!) {
    saveCommitteeSeat(input: $input) {
      __typename
      ... on CommitteeSaved {
        committee {
          id
        }
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

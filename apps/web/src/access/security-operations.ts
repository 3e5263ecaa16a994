import { graphql } from '../gql';

export const sessionsQuery = graphql(`
  query OwnSessions {
    sessions {
      id
      browser
      system
      createdAt
      lastUsedAt
      current
    }
  }
`);

export const endSession = graphql(`
  mutation EndSession($id: ID!) {
    endSession(id: $id) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const securityLogQuery = graphql(`
  query SecurityLog($filter: SecurityFilter!) {
    securityLog(filter: $filter) {
      next
      lines {
        id
        at
        kind
        member
        people
        file
        committee
        subjectKind
        source
        detail
      }
    }
  }
`);

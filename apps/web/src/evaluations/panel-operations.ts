import { graphql } from '../gql';
import type { FilePanelQuery, FilePartsQuery } from '../gql/graphql';

export const filePanelQuery = graphql(`
  query FilePanel($id: ID!) {
    evaluation(id: $id) {
      id
      today
      committee {
        id
      }
      panel {
        warnings
        changes {
          id
          kind
          person
          replaced
          reason
          changedBy
          changedAt
          self
        }
        seats {
          id
          memberId
          displayName
          profession
          answerRoles
          functions
          votes
          seatedFrom
          seatedTo
          revision
          active
          account
          vacant
          withoutHolder
          substitute
          selfGrantedReason
          mine
          declarationStatus
          labels
        }
      }
    }
  }
`);

export const filePartsQuery = graphql(`
  query FileParts($id: ID!) {
    evaluation(id: $id) {
      id
      parts {
        id
        sectionKey
        sectionTitle {
          fr
          en
        }
        leadRole
        state
        gapsReason
        dueOn
        lateness {
          state
          days
        }
        assignees {
          seatId
          displayName
          account
        }
        minutes
        clearance {
          level
          roles
        }
      }
      proposedAssignments {
        partId
        seatIds
      }
    }
    answeringPage(evaluationId: $id) {
      evaluationId
      parts {
        id
        progress {
          answered
          total
        }
      }
    }
  }
`);

export const saveSeat = graphql(`
  mutation SaveSeat($input: SaveSeatInput!) {
    saveSeat(input: $input) {
      __typename
      ... on PanelSaved {
        panel {
          warnings
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

export const endSeat = graphql(`
  mutation EndSeat($operationId: ID!, $seatId: ID!) {
    endSeat(operationId: $operationId, seatId: $seatId) {
      __typename
      ... on PanelSaved {
        panel {
          warnings
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

export const seatSubstitute = graphql(`
  mutation SeatSubstitute($operationId: ID!, $seatId: ID!) {
    seatSubstitute(operationId: $operationId, seatId: $seatId) {
      __typename
      ... on PanelSaved {
        panel {
          warnings
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

export const assignParts = graphql(`
  mutation AssignParts($input: AssignPartsInput!) {
    assignParts(input: $input) {
      __typename
      ... on PartsAssigned {
        parts {
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

export const reserveParts = graphql(`
  mutation ReserveParts($input: ReservePartsInput!) {
    reserveParts(input: $input) {
      __typename
      ... on PartsReserved {
        parts {
          id
          clearance {
            level
            roles
          }
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

type File = NonNullable<FilePanelQuery['evaluation']>;
export type PanelView = File['panel'];
export type Seat = PanelView['seats'][number];

/** A part with how far it is, where the reader may know. */
export type Part = NonNullable<FilePartsQuery['evaluation']>['parts'][number] & {
  readonly progress: { readonly answered: number; readonly total: number } | null;
};

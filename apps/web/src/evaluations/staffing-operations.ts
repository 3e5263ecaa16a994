import { graphql } from '../gql';
import type { FileToStaffQuery } from '../gql/graphql';

/** A running file in the list, without its seats. */
export const staffedLine = graphql(`
  fragment StaffedLine on StaffedFileLine {
    id
    reference
    title
    committee
    phase
    vacant
    missingFunctions
    missingRoles
  }
`);

export const filesToStaffQuery = graphql(`
  query FilesToStaff {
    filesToStaff {
      ...StaffedLine
    }
    withoutHolder {
      evaluationId
      parts
      conditions
    }
    practiceFiles: filesToStaff(practice: true) {
      ...StaffedLine
    }
  }
`);

export const fileToStaffQuery = graphql(`
  query FileToStaff($evaluationId: ID!) {
    fileToStaff(evaluationId: $evaluationId) {
      id
      reference
      title
      committee
      phase
      vacant
      missingFunctions
      missingRoles
      seats {
        id
        memberId
        displayName
        profession
        answerRoles
        functions
        votes
        active
        account
        vacant
        withoutHolder
        seatedTo
        remainsTo
      }
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
    }
    withoutHolder(evaluationId: $evaluationId) {
      evaluationId
      parts
      conditions
    }
    people {
      memberId
      displayName
      profession
    }
  }
`);

export const grantSeat = graphql(`
  mutation GrantSeat($input: GrantSeatInput!) {
    grantSeat(input: $input) {
      __typename
      ... on FileStaffed {
        file {
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

export const vacateSeat = graphql(`
  mutation VacateSeat($operationId: ID!, $seatId: ID!, $reason: String!) {
    vacateSeat(operationId: $operationId, seatId: $seatId, reason: $reason) {
      __typename
      ... on FileStaffed {
        file {
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

export type StaffedFile = NonNullable<FileToStaffQuery['fileToStaff']>;
export type StaffedSeat = StaffedFile['seats'][number];
export type Staff = FileToStaffQuery['people'];

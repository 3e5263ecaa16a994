import { graphql } from '../gql';
import type { DeclarationFieldsFragment } from '../gql/graphql';

export const declarationFields = graphql(`
  fragment DeclarationFields on Declaration {
    seatId
    displayName
    profession
    mine
    status
    nothing
    interests {
      kind
      party
      with
      description
      fromYear
      toYear
    }
    confirmedAgainst
    declaredAt
    validUntil
    level
    recusedFromAll
    recusedSections
    assessmentReason
    assessedBy
    assessedAt
    changedSinceAssessment
    mayAssess
    weighedBy
  }
`);

export type Declaration = DeclarationFieldsFragment;

export const declarationsQuery = graphql(`
  query FileDeclarations($id: ID!) {
    evaluation(id: $id) {
      id
      today
      templateVersion {
        id
        sections {
          key
          kind
          title {
            fr
            en
          }
        }
      }
    }
    declarations(evaluationId: $id) {
      ...DeclarationFields
    }
  }
`);

export const declareInterests = graphql(`
  mutation DeclareInterests($input: DeclareInterestsInput!) {
    declareInterests(input: $input) {
      __typename
      ... on DeclarationSaved {
        declaration {
          seatId
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

export const assessInterests = graphql(`
  mutation AssessInterests($input: AssessInterestsInput!) {
    assessInterests(input: $input) {
      __typename
      ... on DeclarationSaved {
        declaration {
          seatId
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

export const waitingAssessmentsQuery = graphql(`
  query WaitingAssessments($id: ID!) {
    waitingAssessments(evaluationId: $id) {
      id
      seatId
      displayName
      level
      recusedFromAll
      recusedSections
      reason
      proposedBy
      proposedAt
      drawn
      refusal {
        code
        message
        details
      }
    }
  }
`);

export const confirmAssessment = graphql(`
  mutation ConfirmAssessment($input: ConfirmAssessmentInput!) {
    confirmAssessment(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

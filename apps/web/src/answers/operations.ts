import { graphql } from '../gql';

export const answerFields = graphql(`
  fragment AnswerFields on Answer {
    id
    partId
    questionKey
    siteId
    state
    value
    comment
    version
    authorSeatId
    authorName
    onBehalfOf
    onBehalfOfName
    updatedAt
    toConfirm
  }
`);

export const readAnsweringPage = graphql(`
  query ReadAnsweringPage($evaluationId: ID!) {
    answeringPage(evaluationId: $evaluationId) {
      evaluationId
      contentHash
      facts
      seats {
        seatId
        displayName
        profession
        answerRoles
        functions
      }
      parts {
        id
        ...PartLineFields
      }
    }
  }
`);

export const readPart = graphql(`
  query ReadPart($id: ID!) {
    part(id: $id) {
      id
      evaluationId
      sectionKey
      leadRole
      state
      dueOn
      submittedAt
      submittedBy
      gapsReason
      returnReason
      masked
      contentHash
      questionKeys
      evidenceCounts
      facts
      conditionFacts {
        answers
        flags
        addedModules
        hidden
      }
      answers {
        ...AnswerFields
      }
      supplierReplies {
        ...SupplierReplyFields
      }
    }
  }
`);

export const readAnswer = graphql(`
  query ReadAnswer($id: ID!) {
    answer(id: $id) {
      ...AnswerFields
    }
  }
`);

export const saveAnswer = graphql(`
  mutation SaveAnswer($input: SaveAnswerInput!) {
    saveAnswer(input: $input) {
      __typename
      ... on AnswerSaved {
        answer {
          ...AnswerFields
        }
      }
      ... on AnswerConflict {
        current {
          ...AnswerFields
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

export const watchAnswers = graphql(`
  subscription WatchAnswers($evaluationId: ID!) {
    answerChanged(evaluationId: $evaluationId) {
      live
      answers
      parts
      progress
      supplier
    }
  }
`);

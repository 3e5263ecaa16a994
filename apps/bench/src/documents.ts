/** What the client sends for what people do most, word for word; its fragments written out. */

const answer = `fragment AnswerFields on Answer {
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
}`;

export const saveAnswer = `mutation SaveAnswer($input: SaveAnswerInput!) {
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
${answer}`;

export const readPart = `query ReadPart($id: ID!) {
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
      id
      questionKey
      statement
      statedOn
      recordedBy
      recordedAt
    }
  }
}
${answer}`;

export const readOverview = `query EvaluationOverview($id: ID!) {
  evaluationOverview(id: $id) {
    id
    phase
    need
    specialties
    pausedReason
    pausedOn
    today
    device
    version
    manufacturer
    intendedPurpose
    udi
    riskClass
    certificateExpiresOn
    committee
    requestedBy
    requestedOn
    questions
    answered
    unknown
    parts
    partsSubmitted
    hardBlockers
    softBlockers
    openObjections
    steps {
      phase
      state
      planned
      actual
      late
    }
    sections {
      key
      title {
        fr
        en
      }
    }
    partLines {
      id
      sectionKey
      leadRole
      state
      closedWithGaps
      dueOn
      late
      mine
      people
      total
      answered
    }
    late {
      seatId
      name
      parts
      daysLate
    }
    seats {
      seatId
      name
      profession
      functions
      mine
    }
    activity {
      id
      type
      at
      person
    }
  }
}`;

export const readPortfolio = `query Portfolio($filter: PortfolioFilterInput, $first: Int!, $after: ID) {
  portfolio(filter: $filter, first: $first, after: $after) {
    endCursor
    today
    items {
      id
      reference
      title
      device
      manufacturer
      phase
      paused
      daysInPhase
      questions
      answered
      parts
      partsSubmitted
      hardBlockers
      softBlockers
      latePeople
      nextDate
    }
  }
}`;

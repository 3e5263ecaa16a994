import { graphql } from '../gql';

export const opinionFields = graphql(`
  fragment OpinionWhole on Opinion {
    id
    cycle
    state
    meetingId
    outcome
    reasons
    reasonsByQuestion {
      question
      text
    }
    pilot {
      durationMonths
      population
      indicators
      stopRules
      endsOn
    }
    missingElements
    failedPredicates
    reevaluateOn
    version
    votingSince
    adoptedAt
    adoptedBy
    conditions {
      id
      text
      ownerSeat
      ownerName
      owner
      holderSeat
      holder
      withoutHolder
      dueOn
      proof
      gate {
        kind
        months
      }
      blockers
      state
      closedNote
      closedAt
      steps {
        step
        note
        proofs {
          documentId
          title
          file {
            id
            name
            size
          }
        }
        toName
        byName
        at
      }
      mayDeclare
      mayConfirm
      mayWaive
      mayHandOver
    }
    votes {
      seatId
      name
      profession
      choice
      castBy
    }
    notCounted {
      seatId
      name
      profession
      choice
      because
      cancelledAt
    }
    minority {
      seatId
      name
      profession
      text
      writtenAt
    }
    problems {
      code
      about
    }
  }
`);

export const quorumFields = graphql(`
  fragment QuorumWhole on Quorum {
    met
    waived
    eligible
    takingPart
    needed
    missingRoles
    rolesWithoutHolder
    missing {
      seat
      profession
      because
    }
    recused
  }
`);

export const decisionPageQuery = graphql(`
  query DecisionPage($evaluationId: ID!) {
    decisionPage(evaluationId: $evaluationId) {
      phase
      today
      contentHash
      requiredRoles
      reevaluateOn
      refusal {
        code
        message
        details
      }
      seats {
        seat
        name
        profession
        functions
        votes
        active
        vacant
        recused
      }
      blockers {
        question
        section
        text {
          fr
          en
        }
        effect
        reason
        answer {
          fr
          en
        }
        override {
          by
          at
          reason
        }
      }
      objections {
        id
        section
        by
        text
      }
      outcomes {
        key
        allowed
        barredBy
        needsConditionFor
        requires
      }
      opinion {
        ...OpinionWhole
      }
      earlier {
        ...OpinionWhole
      }
      meetings {
        id
        number
        mode
        calledOn
        heldOn
        urgent
        call
        presidingSeat
        minutes
        version
        validatedAt
        validatedBy
        attendance {
          seatId
          attendance
          representedBy
          note
        }
        sheet
        notice {
          days
          needed
          isShort
        }
        quorum {
          ...QuorumWhole
        }
        quorumFailed
      }
      quorum {
        ...QuorumWhole
      }
      lateRecusals {
        id
        seatId
        name
        found
        foundAt
        spoke
        rated
        voted
        stopsAdoption
        answers {
          by
          asChair
          reason
          at
        }
        refusal {
          code
          message
          details
        }
      }
      tally {
        for
        against
        abstain
        takingPart
        notVoted
        tied
        castingVote
        carried
      }
      adoptionBars {
        code
        message
        details
      }
      decisions {
        id
        decision
        reason
        differs
        withoutOpinion
        decidedBy
        decidedOn
        opinionId
      }
      decidableFrom
      pilots
      seals {
        id
        kind
        hash
        hashAlg
        holds
        sealedAt
      }
    }
  }
`);

export const adviceQuery = graphql(`
  query AdviceForOpinion($id: ID!) {
    evaluation(id: $id) {
      id
      advice {
        id
        role
        position
        body
        givenBy
        givenAt
        superseded
      }
    }
  }
`);

export const decisionMovesQuery = graphql(`
  query DecisionMoves($id: ID!) {
    evaluation(id: $id) {
      id
      possibleMoves {
        move
        refusal {
          code
          message
          details
        }
      }
    }
  }
`);

export const saveMeeting = graphql(`
  mutation SaveMeeting($input: SaveMeetingInput!) {
    saveMeeting(input: $input) {
      __typename
      ... on MeetingKept {
        id
        version
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const validateMinutes = graphql(`
  mutation ValidateMinutes($input: ValidateMinutesInput!) {
    validateMinutes(input: $input) {
      __typename
      ... on MeetingKept {
        id
        version
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const overrideBlocker = graphql(`
  mutation OverrideBlocker($input: OverrideBlockerInput!) {
    overrideBlocker(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const restoreBlocker = graphql(`
  mutation RestoreBlocker($input: RestoreBlockerInput!) {
    restoreBlocker(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const proposeOpinion = graphql(`
  mutation ProposeOpinion($input: ProposeOpinionInput!) {
    proposeOpinion(input: $input) {
      __typename
      ... on OpinionKept {
        id
        version
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const openVote = graphql(`
  mutation OpenVote($input: OfEvaluationInput!) {
    openVote(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const takeOpinionBack = graphql(`
  mutation TakeOpinionBack($input: OfEvaluationInput!) {
    takeOpinionBack(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const castVote = graphql(`
  mutation CastVote($input: CastVoteInput!) {
    castVote(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const writeDissent = graphql(`
  mutation WriteDissent($input: WriteDissentInput!) {
    writeDissent(input: $input) {
      __typename
      ... on DissentKept {
        written
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const adoptOpinion = graphql(`
  mutation AdoptOpinion($input: OfEvaluationInput!) {
    adoptOpinion(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const recordDecision = graphql(`
  mutation RecordDecision($input: RecordDecisionInput!) {
    recordDecision(input: $input) {
      __typename
      ... on DecisionKept {
        id
        hash
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const answerLateRecusal = graphql(`
  mutation AnswerLateRecusal($input: AnswerLateRecusalInput!) {
    answerLateRecusal(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

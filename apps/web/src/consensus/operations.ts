import { graphql } from '../gql';

export const readSheet = graphql(`
  query ReadRatingSheet($evaluationId: ID!, $number: Int!) {
    ratingSheet(evaluationId: $evaluationId, number: $number) {
      id
      number
      state
      attribution
      closesOn
      closedAt
      recognisable
      scale {
        lowest {
          fr
          en
        }
        highest {
          fr
          en
        }
      }
      refusal {
        code
        message
        details
      }
      statements {
        key
        section
        sectionTitle {
          fr
          en
        }
        text {
          fr
          en
        }
        plain {
          fr
          en
        }
        help {
          fr
          en
        }
        evidence {
          fr
          en
        }
        digest {
          ...DigestFields
        }
        mine {
          value
          abstention
          comment
          version
          castAt
          toConfirm
        }
        before {
          value
          abstention
        }
        earlier {
          round
          reason
          result {
            n
            distribution
            median
          }
        }
        refusal {
          code
          message
          details
        }
      }
    }
  }
`);

export const castRating = graphql(`
  mutation CastRating($input: CastRatingInput!) {
    castRating(input: $input) {
      __typename
      ... on RatingKept {
        statement
        version
        castAt
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const openRound = graphql(`
  mutation OpenRound($input: OpenRoundInput!) {
    openRound(input: $input) {
      __typename
      ... on RoundChanged {
        id
        number
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const closeRound = graphql(`
  mutation CloseRound($input: CloseRoundInput!) {
    closeRound(input: $input) {
      __typename
      ... on RoundChanged {
        id
        number
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const watchRounds = graphql(`
  subscription WatchRounds($evaluationId: ID!) {
    roundsChanged(evaluationId: $evaluationId) {
      live
      topics
    }
  }
`);

/** One query for the rounds and the results: both pages then share what was read. */
export const readConsensus = graphql(`
  query ReadConsensus($evaluationId: ID!) {
    consensus(evaluationId: $evaluationId) {
      refusal {
        code
        message
        details
      }
      statements {
        key
        section
        text {
          fr
          en
        }
      }
      open {
        id
        number
        attribution
        method
        openedAt
        closesOn
        participation {
          ...ParticipationFields
        }
      }
      rounds {
        id
        number
        attribution
        method
        parameters
        openedAt
        closesOn
        closedAt
        closedReason
        results {
          invited
          participated
          statements {
            statement
            missing
            rateAgain
            movement {
              medianBefore
              medianAfter
              classBefore
              classAfter
              raised
              lowered
              kept
            }
            result {
              n
              distribution
              median
              p30
              p70
              ipr
              ipras
              di
              disagreement
              class
              hasDegree
              reach
              abstained {
                outsideCompetence
                notEnoughInformation
              }
              withheld
              low {
                profession
                ratings
              }
              professions {
                profession
                n
                distribution
                median
                disagreement
                reach
                abstained {
                  outsideCompetence
                  notEnoughInformation
                }
              }
            }
          }
        }
        comments {
          statement
          profession
          text
        }
        withheld
        withoutLinked {
          statement
          classBefore
          classAfter
        }
      }
    }
  }
`);

import { graphql } from '../gql';

export const declareConditionMet = graphql(`
  mutation DeclareConditionMet($input: DeclareConditionMetInput!) {
    declareConditionMet(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const confirmCondition = graphql(`
  mutation ConfirmCondition($input: ConfirmConditionInput!) {
    confirmCondition(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const handOverCondition = graphql(`
  mutation HandOverCondition($input: HandOverConditionInput!) {
    handOverCondition(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const waiveCondition = graphql(`
  mutation WaiveCondition($input: WaiveConditionInput!) {
    waiveCondition(input: $input) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

import { graphql } from '../gql';

export const setUp = graphql(`
  mutation SetUp($input: SetUpInput!) {
    setUp(input: $input) {
      __typename
      ... on SetUpDone {
        viewer {
          accountId
          memberships {
            memberId
            slug
          }
        }
        coordinator {
          invitationId
          email
          displayName
          link
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

export const peopleQuery = graphql(`
  query AllPeople {
    people(includeInactive: true) {
      memberId
      displayName
      email
      profession
      functions
      active
      suspended
      closed {
        at
        by
        reason
      }
      you
    }
  }
`);

export const changeMember = graphql(`
  mutation ChangeMember($input: ChangeMemberInput!) {
    changeMember(input: $input) {
      __typename
      ... on MemberChanged {
        person {
          memberId
          displayName
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

export const changePassword = graphql(`
  mutation ChangePassword($current: String!, $next: String!) {
    changePassword(current: $current, next: $next) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const organisationQuery = graphql(`
  query OrganisationPage {
    organisation {
      id
      slug
      name
      timeZone
      heldSince
      stepsLeft
      sites {
        id
        name
      }
    }
  }
`);

export const changeOrganisation = graphql(`
  mutation ChangeOrganisation($input: ChangeOrganisationInput!) {
    changeOrganisation(input: $input) {
      __typename
      ... on OrganisationSaved {
        organisation {
          id
          name
          timeZone
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

export const releaseHold = graphql(`
  mutation ReleaseHold($operationId: ID!) {
    releaseHold(operationId: $operationId) {
      __typename
      ... on OrganisationSaved {
        organisation {
          id
          heldSince
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

export const saveSite = graphql(`
  mutation SaveSite($input: SaveSiteInput!) {
    saveSite(input: $input) {
      __typename
      ... on OrganisationSaved {
        organisation {
          id
          sites {
            id
            name
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

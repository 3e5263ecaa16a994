import { graphql } from '../gql';

export const invitationsQuery = graphql(`
  query AllInvitations {
    invitations {
      id
      email
      displayName
      profession
      functions
      state
      invitedBy
      expiresAt
      asked
    }
  }
`);

export const invite = graphql(`
  mutation Invite($input: InviteInput!) {
    invite(input: $input) {
      __typename
      ... on PeopleInvited {
        mailed
        people {
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

export const inviteAgain = graphql(`
  mutation InviteAgain($operationId: ID!, $invitationId: ID!) {
    inviteAgain(operationId: $operationId, invitationId: $invitationId) {
      __typename
      ... on PeopleInvited {
        mailed
        people {
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

export const revokeInvitation = graphql(`
  mutation RevokeInvitation($operationId: ID!, $invitationId: ID!) {
    revokeInvitation(operationId: $operationId, invitationId: $invitationId) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const importPeople = graphql(`
  mutation ImportPeople($operationId: ID!, $text: String!) {
    importPeople(operationId: $operationId, text: $text) {
      __typename
      ... on PeopleInvited {
        mailed
        people {
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

export const invitationQuery = graphql(`
  query InvitationOffer($token: String!) {
    invitation(token: $token) {
      __typename
      ... on InvitationOffer {
        organisation
        inviter
        email
        displayName
        locale
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const askForInvitation = graphql(`
  mutation AskForInvitation($token: String!) {
    askForInvitation(token: $token) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const acceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          memberships {
            slug
            organisation
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

export const askForPassword = graphql(`
  mutation AskForPassword($email: String!) {
    askForPassword(email: $email) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const resetLinkQuery = graphql(`
  query ResetLink($token: String!) {
    resetLink(token: $token) {
      __typename
      ... on ResetOffer {
        email
        suspends
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const choosePassword = graphql(`
  mutation ChoosePassword($token: String!, $password: String!) {
    choosePassword(token: $token, password: $password) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const makeResetLink = graphql(`
  mutation MakeResetLink($operationId: ID!, $memberId: ID!) {
    makeResetLink(operationId: $operationId, memberId: $memberId) {
      __typename
      ... on ResetLinkMade {
        link
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

export const confirmMember = graphql(`
  mutation ConfirmMember($operationId: ID!, $memberId: ID!) {
    confirmMember(operationId: $operationId, memberId: $memberId) {
      __typename
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

import { graphql, unmask } from '../gql';
import type { ViewerFieldsFragment } from '../gql/graphql';
import type { GraphqlClients } from '../platform/graphql';
import type { SessionSource, Viewer } from '../platform/session';

const viewerFields = graphql(`
  fragment ViewerFields on Viewer {
    accountId
    email
    locale
    passwordDue
    waiting {
      slug
      organisation
    }
    memberships {
      memberId
      slug
      organisation
      timeZone
      displayName
      profession
      functions
    }
  }
`);

const whoAmI = graphql(`
  query WhoAmI {
    viewer {
      ...ViewerFields
    }
  }
`);

const readSignInPage = graphql(`
  query ReadSignInPage {
    signInPage {
      empty
      demo
      mails
      personas {
        email
        displayName
        profession
        organisation
      }
    }
  }
`);

const signIn = graphql(`
  mutation SignIn($email: String!, $password: String!) {
    signIn(email: $email, password: $password) {
      __typename
      ... on SignedIn {
        viewer {
          ...ViewerFields
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

const impersonate = graphql(`
  mutation Impersonate($email: String!) {
    impersonate(email: $email) {
      __typename
      ... on SignedIn {
        viewer {
          ...ViewerFields
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

const signOut = graphql(`
  mutation SignOut {
    signOut {
      ok
    }
  }
`);

const signOutEverywhere = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere {
      ok
    }
  }
`);

const changeLanguage = graphql(`
  mutation ChangeLanguage($locale: String!) {
    changeLanguage(locale: $locale) {
      __typename
    }
  }
`);

const noAnswer = () => new Error('the server sent no data');

/** The session as the API tells it. */
export function createSessionSource({ outside, forget }: GraphqlClients): SessionSource {
  const viewerOf = (fields: ViewerFieldsFragment): Viewer => fields;
  return {
    async viewer() {
      const { data } = await outside.query({ query: whoAmI, fetchPolicy: 'no-cache' });
      const viewer = unmask(viewerFields, data?.viewer);
      return viewer ? viewerOf(viewer) : null;
    },
    async signInPage() {
      const { data } = await outside.query({ query: readSignInPage, fetchPolicy: 'no-cache' });
      if (!data) throw noAnswer();
      return data.signInPage;
    },
    async signIn(email, password) {
      const { data } = await outside.mutate({
        mutation: signIn,
        variables: { email, password },
        fetchPolicy: 'no-cache',
      });
      if (!data) throw noAnswer();
      const result = data.signIn;
      return result.__typename === 'SignedIn'
        ? viewerOf(unmask(viewerFields, result.viewer))
        : result;
    },
    async impersonate(email) {
      const { data } = await outside.mutate({
        mutation: impersonate,
        variables: { email },
        fetchPolicy: 'no-cache',
      });
      if (!data) throw noAnswer();
      const result = data.impersonate;
      return result.__typename === 'SignedIn'
        ? viewerOf(unmask(viewerFields, result.viewer))
        : result;
    },
    async signOut(everywhere) {
      await outside.mutate({
        mutation: everywhere ? signOutEverywhere : signOut,
        fetchPolicy: 'no-cache',
      });
    },
    async changeLanguage(locale) {
      await outside.mutate({
        mutation: changeLanguage,
        variables: { locale },
        fetchPolicy: 'no-cache',
      });
    },
    forget,
  };
}

import type { ComponentType } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import { theme } from '@consilium/ui';
import { RequireSession } from '../../../app/require-session';
import { SessionProvider } from '../../session';
import { memberSession } from '../../testing/member-session';

const source = memberSession();

/** Shows a page to a member, with nothing of the application around it. */
export function openBare(Page: ComponentType) {
  const router = createMemoryRouter(
    [{ Component: RequireSession, children: [{ path: '/o/:organisation', Component: Page }] }],
    { initialEntries: ['/o/chu'] },
  );
  return render(
    <MantineProvider theme={theme} env="test">
      <ApolloProvider
        client={new ApolloClient({ link: ApolloLink.empty(), cache: new InMemoryCache() })}
      >
        <SessionProvider source={source}>
          <RouterProvider router={router} />
        </SessionProvider>
      </ApolloProvider>
    </MantineProvider>,
  );
}

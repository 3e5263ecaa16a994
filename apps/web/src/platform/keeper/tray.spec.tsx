import { Suspense } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { theme } from '@consilium/ui';
import { RequireSession } from '../../app/require-session';
import { startTexts } from '../i18n';
import { SessionProvider, type SessionSource } from '../session';

const source = {
  viewer: async () => ({
    accountId: 'a1',
    email: 'anne@chu.test',
    locale: 'en',
    passwordDue: false,
    waiting: [],
    memberships: [
      {
        memberId: 'm1',
        slug: 'chu',
        organisation: 'CHU',
        timeZone: 'Europe/Paris',
        displayName: 'Anne Admin',
        profession: 'nurse',
        functions: [],
      },
    ],
  }),
} as unknown as SessionSource;

describe('the tray of kept words', () => {
  it('keeps nothing around it waiting for a browser that does not open its store', async () => {
    await startTexts('en');
    Object.assign(globalThis, { indexedDB: { open: () => ({}) } });
    // Loaded after the store stands there, since the device is opened once for the whole window.
    const { Tray } = await import('./tray');
    const Page = () => (
      <Suspense fallback={<p>The page waits.</p>}>
        <p>The page</p>
        <Tray kinds={[]} />
      </Suspense>
    );
    const router = createMemoryRouter(
      [{ Component: RequireSession, children: [{ path: '/o/:organisation', Component: Page }] }],
      { initialEntries: ['/o/chu'] },
    );
    render(
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
    expect(await screen.findByText(/^The page/)).toBeVisible();
    expect(screen.queryByText('The page waits.')).toBeNull();
  });
});

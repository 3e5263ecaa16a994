import { useMemo, useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { cssVariables, theme } from '@consilium/ui';
import { SessionProvider } from '../platform/session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { appRoutes } from './routes';
import { createSessionSource } from './session-source';

/** Everything around the pages: look, data, session, shortcuts, addresses. */
export function App({ client }: { client: ApolloClient }) {
  const [router] = useState(() => createBrowserRouter(appRoutes));
  const source = useMemo(() => createSessionSource(client), [client]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
      <ApolloProvider client={client}>
        <SessionProvider source={source}>
          <ShortcutsProvider>
            <RouterProvider router={router} />
          </ShortcutsProvider>
        </SessionProvider>
      </ApolloProvider>
    </MantineProvider>
  );
}

import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { cssVariables, theme } from '@consilium/ui';
import { GraphqlClientsProvider } from '../platform/clients';
import type { GraphqlClients } from '../platform/graphql';
import { SessionProvider } from '../platform/session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { appRoutes } from './routes';
import { createSessionSource } from './session-source';

/** Everything around the pages: look, data, session, shortcuts, addresses. */
export function App({ clients }: { readonly clients: GraphqlClients }) {
  const [router] = useState(() => createBrowserRouter(appRoutes));
  const [source] = useState(() => createSessionSource(clients));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
      <GraphqlClientsProvider value={clients}>
        <ApolloProvider client={clients.outside}>
          <SessionProvider source={source}>
            <ShortcutsProvider>
              <RouterProvider router={router} />
            </ShortcutsProvider>
          </SessionProvider>
        </ApolloProvider>
      </GraphqlClientsProvider>
    </MantineProvider>
  );
}

import { useState } from 'react';
import { createBrowserRouter, RouterProvider, type RouteObject } from 'react-router';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { cssVariables, theme } from '@consilium/ui';
import { GraphqlClientsProvider } from '../platform/clients';
import type { GraphqlClients } from '../platform/graphql';
import { SessionProvider } from '../platform/session';
import { ShortcutsProvider } from '../platform/shortcuts';
import { appRoutes } from './routes';
import { createSessionSource } from './session-source';

// For looking at the components while working on them; no part of the product's bundle.
const gallery: readonly RouteObject[] =
  import.meta.env.DEV || import.meta.env.MODE === 'gallery'
    ? [{ path: '/__gallery', lazy: () => import('./gallery/gallery-page') }]
    : [];

/** Everything around the pages: look, data, session, shortcuts, addresses. */
export function App({ clients }: { readonly clients: GraphqlClients }) {
  const [router] = useState(() => createBrowserRouter(appRoutes(gallery)));
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

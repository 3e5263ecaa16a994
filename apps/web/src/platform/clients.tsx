import { createContext, useContext, type ReactNode } from 'react';
import { ApolloProvider } from '@apollo/client/react';
import type { GraphqlClients } from './graphql';

const Clients = createContext<GraphqlClients | null>(null);

export const GraphqlClientsProvider = Clients.Provider;

interface InsideOrganisationProps {
  readonly slug: string;
  readonly children: ReactNode;
}

/** Everything below reads and writes within one organisation. */
export function InsideOrganisation({ slug, children }: InsideOrganisationProps) {
  const clients = useContext(Clients);
  if (!clients) throw new Error('an organisation is entered outside the application');
  return <ApolloProvider client={clients.inside(slug)}>{children}</ApolloProvider>;
}

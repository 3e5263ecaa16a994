import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  InMemoryCache,
  type TypePolicies,
} from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient as createSocket, type Client as Socket } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';
import { possibleTypes } from '../gql/possible-types';
import { failureOf } from './failures';
import { resynced, signedOut } from './signals';

const path = '/graphql';

/** Close code of a live connection whose session has ended. */
const sessionEnded = 4403;

/**
 * Headers of every request to the API, also of uploads and downloads by `fetch`: proof that a script
 * of this page asks, which other sites cannot give, and the organisation by its short name.
 */
export const apiHeaders = (organisation?: string): Readonly<Record<string, string>> => ({
  'x-consilium-csrf': '1',
  ...(organisation ? { 'x-consilium-organisation': organisation } : {}),
});

// Types whose identity is not a field named `id`.
const typePolicies: TypePolicies = {
  Viewer: { keyFields: ['accountId'] },
  Membership: { keyFields: ['memberId'] },
};

function liveConnection(organisation: string | undefined): Socket {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let connectedBefore = false;
  return createSocket({
    url: url.href,
    connectionParams: organisation ? { organisation } : {},
    lazy: true,
    keepAlive: 25_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (event) => !(event instanceof CloseEvent && event.code === sessionEnded),
    on: {
      connected: () => {
        if (connectedBefore) resynced.emit();
        connectedBefore = true;
      },
      closed: (event) => {
        if (event instanceof CloseEvent && event.code === sessionEnded) signedOut.emit();
      },
    },
  });
}

interface Connected {
  readonly client: ApolloClient;
  readonly socket: Socket;
}

function connect(organisation: string | undefined): Connected {
  const socket = liveConnection(organisation);
  const errors = new ErrorLink(({ error }) => {
    const failure = failureOf(error);
    if (failure.kind === 'refused' && failure.code === 'not_signed_in') signedOut.emit();
  });
  const client = new ApolloClient({
    link: errors.concat(
      ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new GraphQLWsLink(socket),
        new HttpLink({
          uri: path,
          credentials: 'same-origin',
          headers: { ...apiHeaders(organisation) },
        }),
      ),
    ),
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
    },
  });
  resynced.listen(() => void client.refetchQueries({ include: 'active' }));
  return { client, socket };
}

export interface GraphqlClients {
  /** For what belongs to no organisation: sign-in, and what crosses the walls. */
  readonly outside: ApolloClient;
  /** The client of one organisation, with a cache and a live connection of its own. */
  inside(organisation: string): ApolloClient;
  /** Forgets everything that was read, in every organisation: another person may come. */
  forget(): Promise<void>;
}

/** The clients of the page: what was read in one organisation is never shown in another. */
export function createGraphqlClients(): GraphqlClients {
  const outside = connect(undefined);
  const organisations = new Map<string, Connected>();
  return {
    outside: outside.client,
    inside(organisation) {
      const found = organisations.get(organisation) ?? connect(organisation);
      organisations.set(organisation, found);
      return found.client;
    },
    async forget() {
      const all = [outside, ...organisations.values()];
      all.forEach(({ socket }) => socket.terminate());
      await Promise.all(all.map(({ client }) => client.clearStore()));
    },
  };
}

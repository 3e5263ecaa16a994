import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient as createSocket, type Client as Socket } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';
import { possibleTypes } from '../gql/possible-types';
import { failureOf } from './failures';
import { resynced, signedOut } from './signals';

const path = '/graphql';

// The server refuses a request without this header: other sites cannot set it.
const csrf = { 'x-consilium-csrf': '1' };

// Close codes by which the server ends a socket for good: session gone or origin refused.
const finalCloses = new Set([4401, 4403]);

function liveConnection(): Socket {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let connectedBefore = false;
  return createSocket({
    url: url.href,
    lazy: true,
    keepAlive: 25_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (event) => !(event instanceof CloseEvent && finalCloses.has(event.code)),
    on: {
      connected: () => {
        if (connectedBefore) resynced.emit();
        connectedBefore = true;
      },
      closed: (event) => {
        if (event instanceof CloseEvent && event.code === 4401) signedOut.emit();
      },
    },
  });
}

/** One client for the page's life; a change of person needs `client.clearStore()`. */
export function createGraphqlClient(): ApolloClient {
  const errors = new ErrorLink(({ error }) => {
    if (failureOf(error).kind === 'signedOut') signedOut.emit();
  });
  const http = new HttpLink({ uri: path, credentials: 'same-origin', headers: csrf });
  const live = new GraphQLWsLink(liveConnection());
  const client = new ApolloClient({
    link: errors.concat(
      ApolloLink.split(
        (operation) => operation.operationType === OperationTypeNode.SUBSCRIPTION,
        live,
        http,
      ),
    ),
    cache: new InMemoryCache({ possibleTypes }),
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
    },
  });
  resynced.listen(() => void client.refetchQueries({ include: 'active' }));
  return client;
}

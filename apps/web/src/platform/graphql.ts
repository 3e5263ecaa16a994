import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import type { Client as Socket } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';
import { possibleTypes } from '../gql/possible-types';
import { failureOf, isPassing } from './failures';
import { liveConnection } from './live/connection';
import { Gap } from './live/gap';
import { watchGap } from './live/liveness';
import { typePolicies } from './type-policies';
import { newsOnly } from './live/news';
import { onWaking } from './live/waking';
import { endedSession } from './requests/ended-session';
import { endingFetch } from './requests/ending-fetch';
import { readsInOrder } from './requests/reads-in-order';
import { sentAgain } from './requests/sent-again';
import { cameBack, resynced } from './signals';
import { speaker } from './speaker';

const path = '/graphql';

/**
 * Headers of every request to the API, also of uploads and downloads by `fetch`: proof that a script
 * of this page asks, which other sites cannot give, for whom, and the organisation by its short name.
 */
export const apiHeaders = (organisation?: string): Readonly<Record<string, string>> => ({
  'x-consilium-csrf': '1',
  ...speaker.header(),
  ...(organisation ? { 'x-consilium-organisation': organisation } : {}),
});

interface Connected {
  readonly client: ApolloClient;
  readonly socket: Socket;
  readonly gap: Gap;
  /** Ids of changes whose fate is unknown. */
  readonly open: Map<string, string>;
}

/** Reads anew what the pages show; what a reader may not read any more is no reason to try again. */
async function readAgain(client: ApolloClient): Promise<void> {
  try {
    await client.refetchQueries({ include: 'active' });
  } catch (error) {
    if (isPassing(failureOf(error))) throw error;
  }
  resynced.emit();
}

function connect(organisation: string | undefined): Connected {
  const open = new Map<string, string>();
  const gap: Gap = new Gap({
    readAgain: () => readAgain(client),
    now: () => new Date(),
    random: Math.random,
  });
  const socket = liveConnection(path, organisation, gap);
  const client = new ApolloClient({
    link: ApolloLink.from([
      readsInOrder(),
      endedSession(),
      sentAgain(open),
      ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        newsOnly(gap).concat(new GraphQLWsLink(socket)),
        new SetContextLink(() => ({ headers: { ...apiHeaders(organisation) } })).concat(
          new HttpLink({
            uri: path,
            fetch: endingFetch(),
            credentials: 'same-origin',
          }),
        ),
      ),
    ]),
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
    // Would answer a reading after news with one that was sent before them.
    queryDeduplication: false,
    defaultOptions: {
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' },
    },
  });
  watchGap(gap);
  cameBack.listen(() => gap.over());
  return { client, socket, gap, open };
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
  const all = () => [outside, ...organisations.values()];
  // A connection that stood still with the computer is dead more often than not: it is made anew.
  onWaking(() => all().forEach(({ socket }) => socket.terminate()));
  return {
    outside: outside.client,
    inside(organisation) {
      const found = organisations.get(organisation) ?? connect(organisation);
      organisations.set(organisation, found);
      return found.client;
    },
    async forget() {
      for (const { socket, gap, open } of all()) {
        open.clear();
        socket.terminate();
        gap.forget();
      }
      await Promise.all(all().map(({ client }) => client.clearStore()));
    },
  };
}

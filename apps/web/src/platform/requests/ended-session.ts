import { ApolloLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { failureOf, isSessionOver } from '../failures';
import { signedOut } from '../signals';
import { speaker } from '../speaker';

/**
 * Tells the page that its session is over. An answer that comes late, to what was asked before the person
 * signed in again, says nothing of the session of now: the same is asked once more.
 */
export function endedSession(): ApolloLink {
  return ApolloLink.from([
    new ApolloLink((operation, forward) => {
      operation.setContext({ turn: speaker.turn() });
      return forward(operation);
    }),
    new ErrorLink(({ error, operation, forward }) => {
      if (!isSessionOver(failureOf(error))) return undefined;
      if (operation.getContext()['turn'] !== speaker.turn()) return forward(operation);
      signedOut.emit();
      return undefined;
    }),
  ]);
}

import { ApolloLink } from '@apollo/client';
import { filter } from 'rxjs';
import type { Gap } from './gap';

/** Every subscription says in this field of its message whether it is news. */
const liveOf = (data: Record<string, unknown> | null | undefined): unknown =>
  Object.values(data ?? {})
    .map((message) => (message as { live?: unknown } | null)?.live)
    .find((live) => live !== undefined);

/**
 * Lets news through to the pages. Word of the server that some were missed, or do not come at present,
 * is for the gap of the connection, which has everything read again.
 */
export const newsOnly = (gap: Gap, now = () => new Date()): ApolloLink =>
  new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      filter(({ data }) => {
        const live = liveOf(data);
        if (live === 'again') gap.over();
        if (live === 'away') gap.begin(now());
        return live !== 'again' && live !== 'away';
      }),
    ),
  );

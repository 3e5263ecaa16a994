import { graphql } from '../gql';
import { signal } from '../platform/signals';

/** The count beside the bell; the bell keeps it current. */
export const unreadCountQuery = graphql(`
  query UnreadCount {
    unreadCount
  }
`);

/** Something came into the inbox or was read, here or elsewhere. */
export const inboxMoved = signal();

import { GraphQLError } from 'graphql';
import { refuse, type Id, type Locale } from '@consilium/domain/kernel';
import { refusalError } from './request';

/**
 * What live connections may take of one process: a page has some five subscriptions, a person some
 * dozen pages. Each subscription reads anew for each change that it hears of, so that a thousand of
 * them are everybody's wait.
 */
export const socketBounds = {
  subscriptionsPerSocket: 60,
  subscriptionsPerSession: 150,
  subscriptionsPerPerson: 300,
  socketsPerSession: 20,
  socketsPerPerson: 60,
  /** Messages at once, and how many each second adds to that. */
  messages: 200,
  messagesPerSecond: 40,
} as const;

/** The part of one socket in the bounds. */
export interface BoundedSocket {
  /** False when one more would be too many. */
  subscribe(id: string): boolean;
  unsubscribe(id: string): void;
  /** Counts a message; false when they come too fast. */
  hears(): boolean;
  close(): void;
}

/** What one session or person holds open in this process. */
interface Held {
  sockets: number;
  subscriptions: number;
}

const heldBy = (all: Map<Id, Held>, id: Id): Held => {
  const held = all.get(id) ?? { sockets: 0, subscriptions: 0 };
  all.set(id, held);
  return held;
};

/** Counts the live connections of this process by socket, session and person. */
export class SocketBounds {
  private readonly sessions = new Map<Id, Held>();
  private readonly people = new Map<Id, Held>();

  /** Null when the session or the person holds enough of them. */
  open(sessionId: Id, accountId: Id): BoundedSocket | null {
    const [session, person] = [heldBy(this.sessions, sessionId), heldBy(this.people, accountId)];
    if (
      session.sockets >= socketBounds.socketsPerSession ||
      person.sockets >= socketBounds.socketsPerPerson
    ) {
      return null;
    }
    const own = new Set<string>();
    const add = (what: keyof Held, n: number): void => {
      session[what] += n;
      person[what] += n;
    };
    let credit: number = socketBounds.messages;
    let since = performance.now();
    add('sockets', 1);
    return {
      subscribe: (id) => {
        if (
          own.size >= socketBounds.subscriptionsPerSocket ||
          session.subscriptions >= socketBounds.subscriptionsPerSession ||
          person.subscriptions >= socketBounds.subscriptionsPerPerson
        ) {
          return false;
        }
        if (!own.has(id)) add('subscriptions', 1);
        own.add(id);
        return true;
      },
      unsubscribe: (id) => {
        if (own.delete(id)) add('subscriptions', -1);
      },
      hears: () => {
        const now = performance.now();
        const more = ((now - since) / 1_000) * socketBounds.messagesPerSecond;
        credit = Math.min(socketBounds.messages, credit + more) - 1;
        since = now;
        return credit >= 0;
      },
      close: () => {
        add('subscriptions', -own.size);
        add('sockets', -1);
        own.clear();
        if (session.sockets === 0) this.sessions.delete(sessionId);
        if (person.sockets === 0) this.people.delete(accountId);
      },
    };
  }
}

/** What a subscription beyond the bound is answered. */
export const tooManySubscriptions = (locale: Locale = 'fr'): GraphQLError =>
  refusalError(refuse('too_many_subscriptions'), locale);

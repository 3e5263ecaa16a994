import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { useApolloClient } from '@apollo/client/react';
import type { Refusal } from '@consilium/domain/kernel';
import { failureOf, type Failure } from './failures';
import { signedOut } from './signals';

export interface Membership {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly functions: readonly string[];
}

/** The person who is signed in, and the organisations he or she belongs to. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly Membership[];
}

export interface DemoPersona {
  readonly email: string;
  readonly name: string;
  /** What the person is on the demo committee, in the reader's language. */
  readonly role: string;
}

export interface Demo {
  readonly password: string;
  readonly personas: readonly DemoPersona[];
}

/** Where the session is asked for and changed; the application gives one that speaks GraphQL. */
export interface SessionSource {
  /** The person signed in, or null when nobody is. */
  viewer(): Promise<Viewer | null>;
  signIn(email: string, password: string): Promise<Refusal | null>;
  signOut(everywhere: boolean): Promise<void>;
  /** The demo committee, or null outside demo mode. */
  demo(): Promise<Demo | null>;
}

export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'signedOut'; readonly expired: boolean }
  | { readonly status: 'signedIn'; readonly viewer: Viewer };

export interface Session {
  readonly state: SessionState;
  readonly source: SessionSource;
  reload(): Promise<void>;
  signIn(email: string, password: string): Promise<Refusal | null>;
  signOut(everywhere: boolean): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

/** Knows who is signed in; forgets everything read when that changes. */
export function SessionProvider({
  source,
  children,
}: {
  source: SessionSource;
  children: ReactNode;
}) {
  const client = useApolloClient();
  const [state, setState] = useState<SessionState>({ status: 'loading' });

  const reload = useCallback(async () => {
    try {
      const viewer = await source.viewer();
      setState(viewer ? { status: 'signedIn', viewer } : { status: 'signedOut', expired: false });
    } catch (error) {
      setState({ status: 'failed', failure: failureOf(error) });
    }
  }, [source]);

  useEffect(() => void reload(), [reload]);

  useEffect(
    () =>
      signedOut.listen(() => {
        setState((now) =>
          now.status === 'signedIn' ? { status: 'signedOut', expired: true } : now,
        );
        void client.clearStore();
      }),
    [client],
  );

  const signIn = useCallback(
    async (email: string, password: string) => {
      const refusal = await source.signIn(email, password);
      if (refusal) return refusal;
      await client.clearStore();
      await reload();
      return null;
    },
    [client, reload, source],
  );

  const signOut = useCallback(
    async (everywhere: boolean) => {
      await source.signOut(everywhere);
      setState({ status: 'signedOut', expired: false });
      await client.clearStore();
    },
    [client, source],
  );

  const session = useMemo(
    () => ({ state, source, reload, signIn, signOut }),
    [state, source, reload, signIn, signOut],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('the session is used outside its provider');
  return session;
}

/** The person signed in. Only for pages under the organisation, where there is always one. */
export function useViewer(): Viewer {
  const { state } = useSession();
  if (state.status !== 'signedIn') throw new Error('this page is shown to a person signed in');
  return state.viewer;
}

import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { failureOf, type Failure } from './failures';
import type { RefusedLike } from './failure-notice';
import { cameBack, signedIn, signedOut } from './signals';
import { speaker } from './speaker';

export interface Membership {
  readonly memberId: string;
  /** Stands in addresses: `/o/:slug`. */
  readonly slug: string;
  readonly organisation: string;
  readonly timeZone: string;
  readonly displayName: string;
  readonly profession: string;
  /** Functions held for the whole organisation. */
  readonly functions: readonly string[];
}

/** The person who is signed in, and the organisations he or she belongs to. */
export interface Viewer {
  readonly accountId: string;
  readonly email: string;
  readonly locale: string;
  /** Somebody else set the password: nothing is open until it is changed. */
  readonly passwordDue: boolean;
  readonly memberships: readonly Membership[];
  /** Organisations that open again once an administrator there has confirmed who it is. */
  readonly waiting: readonly { readonly slug: string; readonly organisation: string }[];
}

export interface DemoPersona {
  readonly email: string;
  readonly displayName: string;
  readonly profession: string;
  readonly organisation: string;
}

export interface SignInPage {
  /** Nobody has set the product up yet. */
  readonly empty: boolean;
  readonly demo: boolean;
  /** A lost password is replaced by mail. */
  readonly mails: boolean;
  readonly personas: readonly DemoPersona[];
}

/** Where the session is asked for and changed; the application gives one that speaks GraphQL. */
export interface SessionSource {
  /** The person signed in, or null when nobody is. */
  viewer(): Promise<Viewer | null>;
  signInPage(): Promise<SignInPage>;
  signIn(email: string, password: string): Promise<Viewer | RefusedLike>;
  /** Demo only. */
  impersonate(email: string): Promise<Viewer | RefusedLike>;
  signOut(everywhere: boolean): Promise<void>;
  changeLanguage(locale: string): Promise<void>;
  /** Drops whatever was read on behalf of the person who leaves. */
  forget(): Promise<void>;
}

export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly failure: Failure }
  | {
      readonly status: 'signedOut';
      /** Of the person's own will: nobody is led back to where that person was. */
      readonly left?: 'signOut' | 'passwordChanged';
    }
  | {
      readonly status: 'signedIn';
      readonly viewer: Viewer;
      /** The server no longer knows the session: the page waits for the same person to be back. */
      readonly ended: boolean;
    };

export interface Session {
  readonly state: SessionState;
  readonly source: SessionSource;
  reload(): Promise<void>;
  /** Resolves to the refusal, or to null once signed in. */
  signIn(email: string, password: string): Promise<RefusedLike | null>;
  impersonate(email: string): Promise<RefusedLike | null>;
  signOut(everywhere: boolean): Promise<void>;
  /** The own password has changed, with which the server ended every session. */
  passwordChanged(): Promise<void>;
  /** After the session ended: somebody else wants to sign in, or the person on another page. */
  goElsewhere(): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

async function readState(source: SessionSource): Promise<SessionState> {
  try {
    const viewer = await source.viewer();
    speaker.is(viewer?.accountId ?? null);
    return viewer ? { status: 'signedIn', viewer, ended: false } : { status: 'signedOut' };
  } catch (error) {
    return { status: 'failed', failure: failureOf(error) };
  }
}

/** Knows who is signed in; forgets everything read when that changes. */
export function SessionProvider({
  source,
  children,
}: {
  readonly source: SessionSource;
  readonly children: ReactNode;
}) {
  const [state, setState] = useState<SessionState>({ status: 'loading' });

  const reload = useCallback(async () => setState(await readState(source)), [source]);

  useEffect(() => {
    let left = false;
    void readState(source).then((read) => left || setState(read));
    return () => {
      left = true;
    };
  }, [source]);

  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });

  useEffect(
    () =>
      signedOut.listen(() => {
        speaker.is(null);
        setState((now) => (now.status === 'signedIn' ? { ...now, ended: true } : now));
      }),
    [],
  );

  const enter = useCallback(
    async (result: Viewer | RefusedLike) => {
      if (!('accountId' in result)) return result;
      const before = latest.current;
      const back = before.status === 'signedIn' && before.viewer.accountId === result.accountId;
      // Only the same person goes on where the page stood.
      if (!back) await source.forget();
      speaker.is(result.accountId);
      setState({ status: 'signedIn', viewer: result, ended: false });
      signedIn.emit();
      if (back) cameBack.emit();
      return null;
    },
    [source],
  );

  const ended = state.status === 'signedIn' && state.ended;
  useEffect(() => {
    if (!ended) return undefined;
    // Somebody may have signed in in another window of this browser.
    const look = (): void => {
      void source.viewer().then(
        (viewer) => viewer && enter(viewer),
        () => undefined,
      );
    };
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [ended, enter, source]);

  const leave = useCallback(
    async (left: 'signOut' | 'passwordChanged' | undefined) => {
      speaker.is(null);
      setState({ status: 'signedOut', left });
      await source.forget();
    },
    [source],
  );

  const session = useMemo<Session>(
    () => ({
      state,
      source,
      reload,
      signIn: async (email, password) => enter(await source.signIn(email, password)),
      impersonate: async (email) => enter(await source.impersonate(email)),
      signOut: async (everywhere) => {
        await source.signOut(everywhere);
        await leave('signOut');
      },
      passwordChanged: () => leave('passwordChanged'),
      goElsewhere: () => leave(undefined),
    }),
    [state, source, reload, enter, leave],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('the session is used outside its provider');
  return session;
}

/** The person signed in. Only for pages behind the sign-in, where there is always one. */
export function useViewer(): Viewer {
  const { state } = useSession();
  if (state.status !== 'signedIn') throw new Error('this page is shown to a person signed in');
  return state.viewer;
}

import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { foldAddress, wordsOfBrowser, type OrganisationFunction } from '@consilium/domain/access';
import {
  isId,
  isRefusal,
  refuse,
  type Id,
  type Locale,
  type Refusal,
} from '@consilium/domain/kernel';
import type { LiveBus } from '../platform/live';
import type { PasswordCheck, Visit } from './password-check';
import { hashPassword } from './passwords';
import type { SecurityLog } from './security-log';
import { digestOf, isToken, newToken } from './tokens';

/** A person's membership of one organisation, as the session knows it. */
export interface Membership {
  readonly organisationId: Id;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly memberId: Id;
  readonly displayName: string;
  readonly profession: string;
  readonly functions: readonly OrganisationFunction[];
}

/** Who is signed in, across organisations. */
export interface Session {
  readonly id: Id;
  readonly accountId: Id;
  readonly email: string;
  readonly locale: Locale;
  /** Somebody else set the password: nothing is open until the owner changes it. */
  readonly mustChange: boolean;
  readonly memberships: readonly Membership[];
  /** Organisations that stay closed until an administrator there confirms who it is. */
  readonly waiting: readonly { readonly slug: string; readonly name: string }[];
}

export interface OpenedSession {
  /** The only copy of the secret; the database keeps its hash. */
  readonly token: string;
  readonly accountId: Id;
}

/** The browser that a session was opened for. */
export interface Browser {
  /** Token of the session that it had until now. */
  readonly replaced: string | undefined;
  /** What it was given when it signed in before. */
  readonly device: string | undefined;
  readonly userAgent: string | undefined;
}

/** A browser in which somebody is signed in, as its owner tells it apart. */
export interface SessionView {
  readonly id: Id;
  readonly browser: string | null;
  readonly system: string | null;
  readonly createdAt: Date;
  /** Exact to some minutes. */
  readonly lastUsedAt: Date;
  readonly current: boolean;
}

/** Where the ends of sessions are announced: they belong to no organisation. */
export const sessionsChannel = 'sessions';

/** How long a browser stays signed in at most, however much it is used. */
export const sessionDays = 14;

/** How long a browser is known to the accounts that signed in with it. */
export const deviceDays = 400;

/** A use of a session is written down when the last one written is older than this. */
const renewAfterMs = 5 * 60_000;

/** Uses of sessions are gathered, and written beside the requests that they belong to. */
const renewEveryMs = 5_000;

/** How long a process trusts what it read of a session, and of how many sessions. */
const rememberedMs = 5_000;
const mostRecent = 5_000;

/**
 * The way in: passwords, sessions, rate limits. It looks across organisations, so it works through
 * the owner's functions and never through a door.
 */
export class Gate {
  /** Sessions seen a moment ago, by token hash; emptied when any session or membership changes. */
  private readonly recent = new Map<string, { session: Session; until: number }>();
  private readonly toRenew = new Set<Id>();
  private renewing: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly passwords: PasswordCheck,
    private readonly live: Pick<LiveBus, 'publish' | 'subscribe' | 'onNews'>,
    private readonly log: Pick<SecurityLog, 'note'>,
    /** How long a session stays open that nobody uses. */
    private readonly idleMinutes: number,
  ) {
    live.subscribe(sessionsChannel, () => this.recent.clear());
    // That a session ended may be among what was lost.
    live.onNews(() => this.recent.clear());
  }

  /**
   * Opens a session. Wrong address and wrong password are one refusal; too many of either wait.
   */
  async signIn(email: string, password: string, visit: Visit): Promise<OpenedSession | Refusal> {
    const accountId = await this.passwords.accountOf(email, password, visit);
    return isRefusal(accountId) ? accountId : this.openSession(accountId);
  }

  /** A session without a password; only demo mode calls it. */
  async impersonate(email: string): Promise<OpenedSession | Refusal> {
    const [account] = await this.dataSource.query<{ account_id: Id }[]>(
      'select * from consilium_credentials($1)',
      [foldAddress(email)],
    );
    return account ? this.openSession(account.account_id) : refuse('wrong_credentials');
  }

  /** A session for whom the product has just let in by another way: the first administrator. */
  enter(accountId: Id): Promise<OpenedSession> {
    return this.openSession(accountId);
  }

  /**
   * Changes the own password and ends all sessions of the account: whoever knew the old one is out.
   * Refused when the current password is wrong, which counts as a failed attempt, or the next too weak.
   */
  async changePassword(
    session: Pick<Session, 'accountId' | 'email' | 'memberships'>,
    current: string,
    next: string,
    visit: Visit,
  ): Promise<true | Refusal> {
    const checked = await this.passwords.accountOf(session.email, current, visit);
    if (isRefusal(checked)) return checked;
    const hashed = await hashPassword(next, wordsOfPerson(session));
    if (isRefusal(hashed)) return hashed;
    await this.dataSource.query('select consilium_set_password($1, $2)', [checked, hashed]);
    this.log.note({ kind: 'password_changed', accountId: checked, source: visit.from });
    await this.signOutEverywhere(checked);
    return true;
  }

  /**
   * Makes a session that was just opened the browser's own: it ends the one that the browser had, and
   * only that; the account knows the browser from now on. Returns what the browser is to be known by.
   */
  async settle(opened: OpenedSession, browser: Browser): Promise<{ device: string }> {
    const device = isToken(browser.device) ? browser.device : newToken();
    const words = wordsOfBrowser(browser.userAgent);
    const replaced = isToken(browser.replaced) ? browser.replaced : opened.token;
    const ended = await this.dataSource.query<{ consilium_settle_session: Id }[]>(
      'select consilium_settle_session($1, $2, $3, $4, $5)',
      [digestOf(opened.token), digestOf(replaced), words.browser, words.system, digestOf(device)],
    );
    const { accountId } = opened;
    this.log.note({ kind: 'signed_in', accountId });
    this.announce(ended.map((row) => row.consilium_settle_session));
    return { device };
  }

  /**
   * The session behind a token, or null when it ended. Remembered for a few seconds: ending a
   * session tells every process at once, and the few seconds bound what a lost message costs. To look
   * at a session without using it leaves its idle time running.
   */
  async resolve(token: string, look: 'using' | 'looking' = 'using'): Promise<Session | null> {
    if (!isToken(token)) return null;
    const key = digestOf(token).toString('base64');
    const known = this.recent.get(key);
    if (known && known.until > performance.now()) return known.session;
    const session = await this.load(token, look);
    if (this.recent.size >= mostRecent) this.recent.clear();
    // A look is not remembered: what uses the session next has to be seen using it.
    if (session && look === 'using') {
      this.recent.set(key, { session, until: performance.now() + rememberedMs });
    }
    return session;
  }

  private async load(token: string, look: 'using' | 'looking'): Promise<Session | null> {
    const [row] = await this.dataSource.query<
      {
        session_id: Id;
        account_id: Id;
        email: string;
        locale: Locale;
        must_change: boolean;
        memberships: Membership[];
        waiting: { slug: string; name: string }[];
        to_renew: boolean;
      }[]
    >(
      `select s.*, u.to_renew from consilium_session($1) s
         join consilium_session_use($1, make_interval(mins => $2), make_interval(secs => $3)) u
           on u.session = s.session_id`,
      [digestOf(token), this.idleMinutes, this.renewAfterSeconds],
    );
    if (!row) return null;
    if (row.to_renew && look === 'using') this.renew(row.session_id);
    return {
      id: row.session_id,
      accountId: row.account_id,
      email: row.email,
      locale: row.locale,
      mustChange: row.must_change,
      memberships: row.memberships,
      waiting: row.waiting,
    };
  }

  /** Browsers in which this account is signed in, last used first. */
  async sessions(session: Pick<Session, 'id' | 'accountId'>): Promise<SessionView[]> {
    await this.writeRenewals();
    const rows = await this.dataSource.query<
      {
        id: Id;
        browser: string | null;
        system: string | null;
        created_at: Date;
        last_used_at: Date;
      }[]
    >('select * from consilium_sessions($1, make_interval(mins => $2))', [
      session.accountId,
      this.idleMinutes,
    ]);
    return rows.map((row) => ({
      id: row.id,
      browser: row.browser,
      system: row.system,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
      current: row.id === session.id,
    }));
  }

  /** Ends one of the own sessions, in whichever browser. One that is no longer there has ended. */
  async endSession(session: Pick<Session, 'accountId'>, id: Id): Promise<true | Refusal> {
    if (!isId(id)) return refuse('not_found');
    const rows = await this.dataSource.query<{ consilium_end_session: Id }[]>(
      'select consilium_end_session($1, $2)',
      [session.accountId, id],
    );
    if (rows.length === 0) return refuse('not_found');
    this.log.note({ kind: 'session_ended', accountId: session.accountId, detail: 'one' });
    this.announce([id]);
    return true;
  }

  /** Ends the session of one browser and closes what it has open. */
  async signOut(token: string): Promise<void> {
    const session = await this.resolve(token, 'looking');
    await this.dataSource.query('select consilium_close_session($1)', [digestOf(token)]);
    if (!session) return;
    this.log.note({ kind: 'session_ended', accountId: session.accountId, detail: 'left' });
    this.announce([session.id]);
  }

  /** Ends all sessions of an account and closes what they have open. */
  async signOutEverywhere(accountId: Id): Promise<void> {
    const rows = await this.dataSource.query<{ consilium_close_sessions: Id }[]>(
      'select consilium_close_sessions($1)',
      [accountId],
    );
    if (rows.length > 0) this.log.note({ kind: 'session_ended', accountId, detail: 'all' });
    this.announce(rows.map((row) => row.consilium_close_sessions));
  }

  /** Ends the sessions of an account that opens no organisation any more. */
  async signOutStranded(accountId: Id): Promise<void> {
    const rows = await this.dataSource.query<{ consilium_close_stranded_sessions: Id }[]>(
      'select consilium_close_stranded_sessions($1)',
      [accountId],
    );
    this.announce(rows.map((row) => row.consilium_close_stranded_sessions));
  }

  async changeLocale(accountId: Id, locale: Locale): Promise<void> {
    await this.dataSource.query('select consilium_set_locale($1, $2)', [accountId, locale]);
    this.forgetSessions();
  }

  /** Whether no organisation exists yet: the first visitor sets the product up. */
  async isEmpty(): Promise<boolean> {
    const [row] = await this.dataSource.query<{ consilium_is_empty: boolean }[]>(
      'select consilium_is_empty()',
    );
    return row?.consilium_is_empty === true;
  }

  /** To be called after a change of memberships or language: what is remembered is out of date. */
  forgetSessions(): void {
    this.recent.clear();
    this.live.publish(sessionsChannel, [{ topic: 'session.changed' }]);
  }

  /** To be called with sessions that ended: what is remembered of them goes, and their sockets. */
  announce(sessions: readonly Id[]): void {
    if (sessions.length === 0) return;
    this.recent.clear();
    this.live.publish(
      sessionsChannel,
      sessions.map((id) => ({ topic: 'session.closed', id })),
    );
  }

  /** Writes down which sessions were used; to be called before the process ends. */
  async writeRenewals(): Promise<void> {
    if (this.renewing) clearTimeout(this.renewing);
    this.renewing = null;
    const sessions = [...this.toRenew];
    this.toRenew.clear();
    if (sessions.length === 0) return;
    // What could not be written is tried again by the session's next use.
    await this.dataSource
      .query('select consilium_renew_sessions($1)', [sessions])
      .catch(() => undefined);
  }

  /** Forgets sessions, browsers and counts that are over. */
  async forgetOld(): Promise<void> {
    await this.dataSource.query('select consilium_forget_access(make_interval(mins => $1))', [
      this.idleMinutes,
    ]);
  }

  /** A short idle time needs to know sooner of a use. */
  private get renewAfterSeconds(): number {
    return Math.min(renewAfterMs / 1_000, (this.idleMinutes * 60) / 10);
  }

  private renew(session: Id): void {
    this.toRenew.add(session);
    this.renewing ??= setTimeout(() => void this.writeRenewals(), renewEveryMs).unref();
  }

  private async openSession(accountId: Id): Promise<OpenedSession> {
    const token = newToken();
    await this.dataSource.query(
      `select consilium_open_session($1, $2, $3, make_interval(days => $4))`,
      [v7(), digestOf(token), accountId, sessionDays],
    );
    return { token, accountId };
  }
}

/** What whoever attacks an account knows of its owner. */
const wordsOfPerson = ({
  email,
  memberships,
}: Pick<Session, 'email' | 'memberships'>): string[] => [
  email,
  ...memberships.flatMap(({ displayName, name }) => [displayName, name]),
];

import { createHash, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { foldAddress, type OrganisationFunction } from '@consilium/domain/access';
import { isRefusal, refuse, type Id, type Locale, type Refusal } from '@consilium/domain/kernel';
import type { LiveBus } from '../platform/live';
import { hashPassword, verifyPassword } from './passwords';

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
  readonly memberships: readonly Membership[];
}

export interface OpenedSession {
  /** The only copy of the secret; the database keeps its hash. */
  readonly token: string;
  readonly accountId: Id;
}

/** Where the ends of sessions are announced: they belong to no organisation. */
export const sessionsChannel = 'sessions';

/** How long a browser stays signed in without asking again. */
export const sessionDays = 14;

/** How long a process trusts what it read of a session, and of how many sessions. */
const rememberedMs = 5_000;
const mostRecent = 5_000;

const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * The way in: passwords, sessions, rate limits. It looks across organisations, so it works through
 * the owner's functions and never through a door.
 */
export class Gate {
  /** Sessions seen a moment ago, by token hash; emptied when any session or membership changes. */
  private readonly recent = new Map<string, { session: Session; until: number }>();
  /** Verified when no account matches, so that unknown addresses take as long as known ones. */
  private readonly decoy = hash(randomBytes(16).toString('hex'));

  constructor(
    private readonly dataSource: DataSource,
    /** Attempts by address and account; a successful one is given back. */
    private readonly attempts: RateLimiterAbstract,
    private readonly live: Pick<LiveBus, 'publish' | 'subscribe' | 'onNews'>,
  ) {
    live.subscribe(sessionsChannel, () => this.recent.clear());
    // That a session ended may be among what was lost.
    live.onNews(() => this.recent.clear());
  }

  /**
   * Opens a session. Wrong address and wrong password are one refusal; too many of either wait.
   * `from` is the network address of the caller.
   */
  async signIn(email: string, password: string, from: string): Promise<OpenedSession | Refusal> {
    const accountId = await this.check(email, password, from);
    return isRefusal(accountId) ? accountId : this.openSession(accountId);
  }

  /** A session without a password; only demo mode calls it. */
  async impersonate(email: string): Promise<OpenedSession | Refusal> {
    const [account] = await this.dataSource.query<{ account_id: Id }[]>(
      'select * from consilium_credentials($1)',
      [email],
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
    from: string,
  ): Promise<true | Refusal> {
    const checked = await this.check(session.email, current, from);
    if (isRefusal(checked)) return checked;
    const hashed = await hashPassword(next, wordsOfPerson(session));
    if (isRefusal(hashed)) return hashed;
    await this.dataSource.query('select consilium_set_password($1, $2)', [checked, hashed]);
    await this.signOutEverywhere(checked);
    return true;
  }

  /**
   * The session behind a token, or null when it ended. Remembered for a few seconds: ending a
   * session tells every process at once, and the few seconds bound what a lost message costs.
   */
  async resolve(token: string): Promise<Session | null> {
    const key = tokenHash(token).toString('base64');
    const known = this.recent.get(key);
    if (known && known.until > Date.now()) return known.session;
    const session = await this.load(token);
    if (this.recent.size >= mostRecent) this.recent.clear();
    if (session) this.recent.set(key, { session, until: Date.now() + rememberedMs });
    return session;
  }

  private async load(token: string): Promise<Session | null> {
    const [row] = await this.dataSource.query<
      {
        session_id: Id;
        account_id: Id;
        email: string;
        locale: Locale;
        memberships: Membership[];
      }[]
    >('select * from consilium_session($1)', [tokenHash(token)]);
    if (!row) return null;
    return {
      id: row.session_id,
      accountId: row.account_id,
      email: row.email,
      locale: row.locale,
      memberships: row.memberships,
    };
  }

  /** Ends the session of one browser and closes what it has open. */
  async signOut(token: string): Promise<void> {
    const session = await this.resolve(token);
    await this.dataSource.query('select consilium_close_session($1)', [tokenHash(token)]);
    if (session) this.announce([session.id]);
  }

  /** Ends all sessions of an account and closes what they have open. */
  async signOutEverywhere(accountId: Id): Promise<void> {
    const rows = await this.dataSource.query<{ consilium_close_sessions: Id }[]>(
      'select consilium_close_sessions($1)',
      [accountId],
    );
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

  /**
   * The account of an address and its password. An attempt counts, by address and account, before
   * the password is looked at, so that many at once are no more than one after the other; the right
   * password gives it back.
   */
  private async check(email: string, password: string, from: string): Promise<Id | Refusal> {
    const counted: string[] = [];
    try {
      for (const name of [from, foldAddress(email).slice(0, 200)]) {
        const key = `sign-in:${name}`;
        const over = await this.consume(key);
        if (over) {
          await this.giveBack(counted);
          return tooMany(over);
        }
        counted.push(key);
      }
      const accountId = await this.verified(email, password);
      if (accountId === null) return refuse('wrong_credentials');
      await this.giveBack(counted);
      return accountId;
    } catch (error) {
      // What could not be verified at all was no guess.
      await this.giveBack(counted).catch(() => undefined);
      throw error;
    }
  }

  private async verified(email: string, password: string): Promise<Id | null> {
    const [account] = await this.dataSource.query<{ account_id: Id; password_hash: string }[]>(
      'select * from consilium_credentials($1)',
      [foldAddress(email)],
    );
    const matches = await verifyPassword(account?.password_hash ?? (await this.decoy), password);
    return account && matches ? account.account_id : null;
  }

  private announce(sessions: readonly Id[]): void {
    this.recent.clear();
    this.live.publish(
      sessionsChannel,
      sessions.map((id) => ({ topic: 'session.closed', id })),
    );
  }

  private async openSession(accountId: Id): Promise<OpenedSession> {
    const token = randomBytes(32).toString('base64url');
    await this.dataSource.query(
      `select consilium_open_session($1, $2, $3, make_interval(days => $4))`,
      [v7(), tokenHash(token), accountId, sessionDays],
    );
    return { token, accountId };
  }

  /** Counts one attempt; what is known of the counter when there were too many already. */
  private async consume(key: string): Promise<RateLimiterRes | null> {
    try {
      await this.attempts.consume(key);
      return null;
    } catch (error) {
      if (error instanceof RateLimiterRes) return error;
      throw error;
    }
  }

  private async giveBack(keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.attempts.reward(key);
  }
}

const tooMany = (used: RateLimiterRes): Refusal =>
  refuse('too_many_attempts', { minutes: Math.max(1, Math.ceil(used.msBeforeNext / 60_000)) });

/** What whoever attacks an account knows of its owner. */
const wordsOfPerson = ({
  email,
  memberships,
}: Pick<Session, 'email' | 'memberships'>): string[] => [
  email,
  ...memberships.flatMap(({ displayName, name }) => [displayName, name]),
];

import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { checkAcceptance, parseName } from '@consilium/domain/access';
import {
  isLocale,
  isRefusal,
  refuse,
  type Id,
  type Locale,
  type Refusal,
} from '@consilium/domain/kernel';
import {
  systemActor,
  type Actor,
  type Outcome,
  type UnitOfWork,
  type WriteTransaction,
} from '../platform/database';
import type { OpenedSession, Session } from './gate.service';
import type { Visit } from './password-check';
import { hashPassword } from './passwords';
import { digestOf, isToken } from './tokens';

/** What the page behind an invitation's link shows; the same for those with and without an account. */
export interface InvitationOffer {
  readonly organisation: string;
  readonly inviter: string;
  readonly email: string;
  readonly displayName: string;
  readonly locale: Locale;
}

export interface Acceptance {
  readonly token: string;
  readonly displayName: string;
  readonly locale: string;
  /** The one a new person chooses, or that of her account; absent for who is signed in. */
  readonly password?: string | null | undefined;
}

export interface Accepted {
  readonly memberId: Id;
  readonly accountId: Id;
  /** The session of her account, opened by its password; null for who was signed in, or is new. */
  readonly opened: OpenedSession | null;
}

interface Found extends InvitationOffer {
  readonly organisationId: Id;
  readonly id: Id;
  readonly dates: {
    readonly expiresAt: Date;
    readonly acceptedAt: Date | null;
    readonly revokedAt: Date | null;
  };
  /** Her account, if the address has one: never told. */
  readonly account: { readonly id: Id; readonly locale: Locale } | null;
}

interface FoundRow {
  organisation_id: Id;
  id: Id;
  organisation: string;
  inviter: string;
  email: string;
  display_name: string;
  locale: Locale;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
  account_id: Id | null;
  account_locale: Locale | null;
}

/** What acceptance asks of the way in. */
export interface Doorman {
  signIn(email: string, password: string, visit: Visit): Promise<OpenedSession | Refusal>;
  resolve(token: string): Promise<Session | null>;
  signOut(token: string): Promise<void>;
  forgetSessions(): void;
}

/**
 * Joining an organisation, an act of the invited person alone. A stranger with a link is nobody yet, so
 * the product looks it up across the walls and writes as itself.
 */
export class AcceptanceService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: Doorman,
  ) {}

  /** What is offered by a link; `link_not_valid` for any that is forged, used or revoked. */
  async offer(token: string): Promise<Outcome<InvitationOffer>> {
    const found = await this.find(token);
    if (isRefusal(found)) return found;
    const refusal = checkAcceptance(found.dates, new Date());
    if (refusal) return refusal;
    const { organisation, inviter, email, displayName, locale } = found;
    return { organisation, inviter, email, displayName, locale };
  }

  /** Tells those who invite that an expired link was used. Asking twice says it once. */
  async askForAnother(token: string, correlationId: string): Promise<Outcome<true>> {
    const found = await this.find(token);
    if (isRefusal(found)) return found;
    const refusal = checkAcceptance(found.dates, new Date());
    if (refusal?.code !== 'invitation_expired') return refusal ?? true;
    const actor = systemActor(found.organisationId, 'invitations', correlationId);
    return this.unitOfWork.actInOrganisation<true>(actor, 'invitation.accept', {}, async (tx) => {
      const [asked] = await tx.rows(
        'update invitation set asked_at = $2 where id = $1 and asked_at is null returning id',
        [found.id, tx.now],
      );
      if (asked)
        tx.record({ type: 'invitation.asked', subject: { kind: 'invitation', id: found.id } });
      return true;
    });
  }

  /**
   * Makes the invited person a member. Signed in with the invited address, she joins as she is; else the
   * password is that of her account, where the address has one, or becomes that of a new one. Of two
   * acceptances at once one wins; nothing is half done.
   */
  async accept(
    input: Acceptance,
    session: Session | null,
    visit: Visit,
    correlationId: string,
  ): Promise<Outcome<Accepted>> {
    const found = await this.find(input.token);
    if (isRefusal(found)) return found;
    const refusal = checkAcceptance(found.dates, new Date());
    if (refusal) return refusal;
    if (session?.mustChange) return refuse('password_change_due');
    const displayName = parseName(input.displayName);
    if (isRefusal(displayName)) return displayName;
    if (!isLocale(input.locale)) return refuse('invalid_input');
    const actor = systemActor(found.organisationId, 'invitations', correlationId);
    if (session) {
      if (session.email !== found.email)
        return refuse('invitation_for_another', { email: found.email });
      const joined = await this.join(actor, found.id, displayName, {
        id: session.accountId,
        locale: session.locale,
      });
      return isRefusal(joined)
        ? joined
        : { memberId: joined, accountId: session.accountId, opened: null };
    }
    const password = input.password ?? '';
    return found.account
      ? this.joinWithAccount(actor, found, found.account, displayName, password, visit)
      : this.joinAnew(actor, found, displayName, password, input.locale);
  }

  private async joinWithAccount(
    actor: Actor,
    found: Found,
    account: { id: Id; locale: Locale },
    displayName: string,
    password: string,
    visit: Visit,
  ): Promise<Outcome<Accepted>> {
    const opened = await this.gate.signIn(found.email, password, visit);
    if (isRefusal(opened)) {
      return opened.code === 'wrong_credentials' ? refuse('invitation_account_exists') : opened;
    }
    const session = await this.gate.resolve(opened.token);
    const joined = session?.mustChange
      ? refuse('password_change_due')
      : await this.join(actor, found.id, displayName, account);
    if (!isRefusal(joined)) return { memberId: joined, accountId: account.id, opened };
    await this.gate.signOut(opened.token);
    return joined;
  }

  private async joinAnew(
    actor: Actor,
    found: Found,
    displayName: string,
    password: string,
    locale: Locale,
  ): Promise<Outcome<Accepted>> {
    const passwordHash = await hashPassword(password, [
      found.email,
      displayName,
      found.organisation,
    ]);
    if (isRefusal(passwordHash)) return passwordHash;
    const id = v7();
    const joined = await this.join(actor, found.id, displayName, { id, locale }, async (tx) => {
      const [made] = await tx.rows<{ id: Id | null }>(
        'select consilium_new_account($1, $2, $3, $4) as id',
        [id, found.email, passwordHash, locale],
      );
      return made?.id ? null : refuse('invitation_account_exists');
    });
    return isRefusal(joined) ? joined : { memberId: joined, accountId: id, opened: null };
  }

  private async join(
    actor: Actor,
    invitationId: Id,
    displayName: string,
    account: { id: Id; locale: Locale },
    prepare: (tx: WriteTransaction) => Promise<Refusal | null> = async () => null,
  ): Promise<Outcome<Id>> {
    const joined = await this.unitOfWork.actInOrganisation(
      actor,
      'invitation.accept',
      {},
      async (tx) => {
        const refusal = await this.lockAcceptable(tx, invitationId);
        if (refusal) return refusal;
        const notReady = await prepare(tx);
        if (notReady) return notReady;
        const memberId = tx.newId();
        const [member] = await tx.rows<{ id: Id }>(
          `insert into member (organisation_id, id, account_id, display_name, email, locale, profession,
             functions)
           select organisation_id, $2, $3, $4, email, $5, profession, functions
             from invitation where id = $1
           on conflict (organisation_id, account_id) do nothing returning id`,
          [invitationId, memberId, account.id, displayName, account.locale],
        );
        if (!member) return refuse('email_taken');
        await tx.rows('update invitation set accepted_at = $2, member_id = $3 where id = $1', [
          invitationId,
          tx.now,
          memberId,
        ]);
        tx.record({
          type: 'member.joined',
          subject: { kind: 'member', id: memberId },
          data: { invitationId },
        });
        return memberId;
      },
    );
    if (!isRefusal(joined)) this.gate.forgetSessions();
    return joined;
  }

  /** Looks at the invitation again, now that nobody else can accept it. */
  private async lockAcceptable(tx: WriteTransaction, id: Id): Promise<Refusal | null> {
    const [row] = await tx.rows<Pick<FoundRow, 'expires_at' | 'accepted_at' | 'revoked_at'>>(
      'select expires_at, accepted_at, revoked_at from invitation where id = $1 for update',
      [id],
    );
    return row ? checkAcceptance(datesOf(row), tx.now) : refuse('link_not_valid');
  }

  private async find(token: string): Promise<Outcome<Found>> {
    if (!isToken(token)) return refuse('link_not_valid');
    const [row] = await this.dataSource.query<FoundRow[]>(
      'select * from consilium_invitation($1)',
      [digestOf(token)],
    );
    if (!row) return refuse('link_not_valid');
    return {
      organisationId: row.organisation_id,
      id: row.id,
      organisation: row.organisation,
      inviter: row.inviter,
      email: row.email,
      displayName: row.display_name,
      locale: row.locale,
      dates: datesOf(row),
      account:
        row.account_id && row.account_locale
          ? { id: row.account_id, locale: row.account_locale }
          : null,
    };
  }
}

const datesOf = (row: Pick<FoundRow, 'expires_at' | 'accepted_at' | 'revoked_at'>) => ({
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at,
  revokedAt: row.revoked_at,
});

import type { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { parseEmail } from '@consilium/domain/access';
import { isId, isRefusal, locales, refuse, type Id } from '@consilium/domain/kernel';
import type { Configuration } from '../platform/configuration';
import type { Actor, Outcome, UnitOfWork } from '../platform/database';
import { secretMark } from '../platform/mail';
import { translate } from '../platform/texts';
import type { AttemptLimit } from './attempt-limit';
import { hashPassword } from './passwords';
import { makeSecretLink } from './secret-links';
import { digestOf, isToken } from './tokens';

/** What the page behind a reset link shows. */
export interface ResetOffer {
  readonly email: string;
  /** Made by an administrator: the other organisations will ask who it is. */
  readonly suspends: boolean;
}

/** A lost password: only its owner chooses the next one, through a link that works once. */
export class PasswordsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly configuration: Pick<Configuration, 'smtpUrl' | 'http'>,
    private readonly limit: AttemptLimit,
    /** Tells every process that these sessions have ended. */
    private readonly ended: (sessionIds: readonly Id[]) => void,
  ) {}

  /**
   * Sends a link to the address, where somebody has it. The answer and the work are the same where
   * nobody has; `from` is the network address of the caller.
   */
  async ask(address: string, from: string): Promise<Outcome<true>> {
    const email = parseEmail(address);
    if (isRefusal(email)) return email;
    for (const whom of [`from ${from}`, `for ${email}`]) {
      const refusal = await this.limit.count(whom);
      if (refusal) return refusal;
    }
    if (this.configuration.smtpUrl === undefined) return true;
    const link = this.makeLink();
    const texts = Object.fromEntries(
      locales.map((locale) => [
        locale,
        {
          subject: translate(locale, 'access:mail.reset.subject'),
          body: translate(locale, 'access:mail.reset.body', { link: secretMark }),
        },
      ]),
    );
    await this.dataSource.query('select consilium_ask_reset($1, $2, $3, $4, $5, $6)', [
      email,
      v7(),
      link.hash,
      v7(),
      link.url,
      JSON.stringify(texts),
    ]);
    return true;
  }

  /**
   * A link for a member who has lost her password, for her administrator to hand over: only where no
   * mail server takes it to her. Shown once; the one before ends.
   */
  async makeResetLink(
    actor: Actor,
    input: { operationId: Id; memberId: Id },
  ): Promise<Outcome<{ link: string | null }>> {
    if (!isId(input.memberId)) return refuse('not_found');
    if (this.configuration.smtpUrl !== undefined) return refuse('reset_by_mail');
    const link = this.makeLink();
    const proof = link.hash.toString('hex');
    const made = await this.unitOfWork.actInOrganisation(
      actor,
      'people.manage',
      { operationId: input.operationId },
      async (tx) => {
        const [member] = await tx.rows<{ active: boolean }>(
          'select active from member where id = $1',
          [input.memberId],
        );
        if (!member) return refuse('not_found');
        if (!member.active) return refuse('member_inactive');
        await tx.rows('select consilium_open_reset($1, $2, $3)', [
          tx.newId(),
          link.hash,
          input.memberId,
        ]);
        tx.record({
          type: 'member.reset_link_made',
          subject: { kind: 'member', id: input.memberId },
        });
        return proof;
      },
    );
    if (isRefusal(made)) return made;
    return { link: made === proof ? link.url : null };
  }

  /** What a link is for; `link_not_valid` for any that is forged, used or expired. */
  async offer(token: string): Promise<Outcome<ResetOffer>> {
    if (!isToken(token)) return refuse('link_not_valid');
    const [row] = await this.dataSource.query<{ email: string; origin: string }[]>(
      'select * from consilium_reset($1)',
      [digestOf(token)],
    );
    return row
      ? { email: row.email, suspends: row.origin === 'administrator' }
      : refuse('link_not_valid');
  }

  /**
   * Sets the password its owner has chosen, ends all her sessions and, where an administrator made the
   * link, closes her other organisations until one of theirs confirms who she is.
   */
  async choose(token: string, password: string): Promise<Outcome<true>> {
    const offer = await this.offer(token);
    if (isRefusal(offer)) return offer;
    const known = await this.dataSource.query<{ consilium_reset_words: string }[]>(
      'select consilium_reset_words($1)',
      [digestOf(token)],
    );
    const words = known.map((row) => row.consilium_reset_words);
    const passwordHash = await hashPassword(password, [offer.email, ...words]);
    if (isRefusal(passwordHash)) return passwordHash;
    const [used] = await this.dataSource.query<{ sessions: Id[] }[]>(
      'select * from consilium_use_reset($1, $2)',
      [digestOf(token), passwordHash],
    );
    if (!used) return refuse('link_not_valid');
    this.ended(used.sessions);
    return true;
  }

  private makeLink() {
    return makeSecretLink(this.configuration.http.publicUrl, 'reset');
  }
}

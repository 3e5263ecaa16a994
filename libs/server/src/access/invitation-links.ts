import type { Id, Locale } from '@consilium/domain/kernel';
import type { Configuration } from '../platform/configuration';
import type { WriteTransaction } from '../platform/database';
import { secretMark, writeDirectMails } from '../platform/mail';
import { translate } from '../platform/texts';
import { makeSecretLink, type SecretLink } from './secret-links';

/** An invitation whose link was just made. */
export interface NewLink {
  readonly invitationId: Id;
  readonly email: string;
  readonly locale: Locale;
  readonly link: SecretLink;
}

/** How invitations reach people: by mail, or through the hands of who invites. */
export class InvitationLinks {
  constructor(private readonly configuration: Pick<Configuration, 'smtpUrl' | 'http'>) {}

  /** With a mail server the link goes to the invited person and to nobody else. */
  get byMail(): boolean {
    return this.configuration.smtpUrl !== undefined;
  }

  make(): SecretLink {
    return makeSecretLink(this.configuration.http.publicUrl, 'invitation');
  }

  /** Writes the mails, where mails are sent. They say the same whether or not an account exists. */
  async send(tx: WriteTransaction, inviterId: Id, invitations: readonly NewLink[]): Promise<void> {
    if (!this.byMail || invitations.length === 0) return;
    const [names] = await tx.rows<{ organisation: string; inviter: string }>(
      `select o.name as organisation, m.display_name as inviter
         from organisation o join member m on m.organisation_id = o.id
        where o.id = $1 and m.id = $2`,
      [tx.actor.organisationId, inviterId],
    );
    if (!names) throw new Error('whoever invites is no member');
    await writeDirectMails(
      tx,
      invitations.map(({ invitationId, email, locale, link }) => ({
        dedupeKey: `invitation:${invitationId}:${tx.now.getTime()}`,
        memberId: null,
        recipient: email,
        subject: translate(locale, 'access:mail.invitation.subject', names),
        body: translate(locale, 'access:mail.invitation.body', { ...names, link: secretMark }),
        secret: link.url,
        locale,
      })),
    );
  }
}

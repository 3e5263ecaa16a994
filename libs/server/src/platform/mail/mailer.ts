import { createTransport } from 'nodemailer';
import type { Id } from '@consilium/domain/kernel';
import type { Configuration } from '../configuration';
import { systemActor } from '../database/actor';
import type { UnitOfWork } from '../database/unit-of-work';

interface MailRow {
  id: Id;
  recipient: string;
  subject: string;
  body: string;
  sent_at: Date | null;
}

/** Takes a mail to its reader, or keeps it when there is no server to take it to. */
export type Post = (mail: {
  to: string;
  subject: string;
  text: string;
  messageId: string;
}) => Promise<void>;

/** The SMTP server of the configuration; without one, mails stay in the mailbox of the product. */
export function makePost(configuration: Pick<Configuration, 'smtpUrl' | 'mailFrom'>): Post {
  if (!configuration.smtpUrl) return async () => undefined;
  const transport = createTransport(configuration.smtpUrl);
  return async ({ to, subject, text, messageId }) => {
    await transport.sendMail({ from: configuration.mailFrom, to, subject, text, messageId });
  };
}

/**
 * Sends one waiting mail. Delivery is at least once: the Message-ID is the mail's own id, so that a
 * repeat after a crash is recognised as the same mail.
 */
export async function sendMail(
  unitOfWork: UnitOfWork,
  post: Post,
  mail: { organisationId: Id; mailId: Id },
): Promise<void> {
  const actor = systemActor(mail.organisationId, 'mailer', `mail-${mail.mailId}`);
  const row = await unitOfWork.read(actor, async (tx) => {
    const [found] = await tx.rows<MailRow>(
      'select id, recipient, subject, body, sent_at from mail where id = $1',
      [mail.mailId],
    );
    return found;
  });
  if (!row || row.sent_at) return;
  await post({
    to: row.recipient,
    subject: row.subject,
    text: row.body,
    messageId: `<${row.id}@consilium>`,
  });
  await unitOfWork.actInOrganisation(actor, 'outbox.relay', {}, async (tx) => {
    await tx.rows('update mail set sent_at = $2, attempts = attempts + 1 where id = $1', [
      row.id,
      tx.now,
    ]);
    return null;
  });
}

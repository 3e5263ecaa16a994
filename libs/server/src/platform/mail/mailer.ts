import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Id } from '@consilium/domain/kernel';
import type { Configuration } from '../configuration';
import { systemActor } from '../database/actor';
import type { UnitOfWork } from '../database/unit-of-work';
import type { Queues } from '../queues';
import { attemptSeconds, isFinalRefusal, mailAttempts, pauseAfter } from './attempts';

interface MailRow {
  id: Id;
  recipient: string;
  subject: string;
  body: string;
}

/** Takes mails to their readers, or keeps them when there is no server to take them to. */
export interface Post {
  send(mail: { to: string; subject: string; text: string; messageId: string }): Promise<void>;
  close(): void;
}

/** The SMTP server of the configuration; without one, mails stay in the mailbox of the product. */
export function makePost(configuration: Pick<Configuration, 'smtpUrl' | 'mailFrom'>): Post {
  if (!configuration.smtpUrl) return { send: async () => undefined, close: () => undefined };
  const transport = createTransport(configuration.smtpUrl, {
    from: configuration.mailFrom,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as never);
  return {
    send: async (mail) => {
      await transport.sendMail({ from: configuration.mailFrom, ...mail });
    },
    close: () => transport.close(),
  };
}

const batch = 100;

/**
 * Hands mails that are due to the queues: each is claimed for one attempt and queued under that
 * attempt's own id, in one transaction. An attempt that dies with its process is found again when
 * its time is up. Returns how many were taken.
 */
export async function queueMails(dataSource: DataSource, queues: Queues): Promise<number> {
  return dataSource.transaction(async (manager) => {
    const claimed: { organisation_id: Id; id: Id; attempt: number }[] = await manager.query(
      'select * from consilium_claim_mail($1, $2, $3)',
      [batch, mailAttempts, attemptSeconds],
    );
    if (claimed.length === 0) return 0;
    await queues.add(
      claimed.map((row) => ({
        name: 'mail.send' as const,
        id: `mail-${row.id}-${row.attempt}`,
        payload: { organisationId: row.organisation_id, mailId: row.id, attempt: row.attempt },
      })),
    );
    return claimed.length;
  });
}

/**
 * Makes one attempt to send a mail. Delivery is at least once: the Message-ID is the mail's own id, so
 * that a repeat after a crash is recognised as the same mail. A failure is written down with the time
 * of the next attempt; the last one, or a final word of the mail server, marks the mail as failed.
 */
export async function sendMail(
  unitOfWork: UnitOfWork,
  post: Post,
  logger: Logger,
  job: { organisationId: Id; mailId: Id; attempt: number },
): Promise<void> {
  const actor = systemActor(job.organisationId, 'mailer', `mail-${job.mailId}`);
  const row = await unitOfWork.read(actor, async (tx) => {
    const [found] = await tx.rows<MailRow>(
      `select id, recipient, subject, body from mail
        where id = $1 and attempts <= $2 and sent_at is null and failed_at is null`,
      [job.mailId, job.attempt],
    );
    return found;
  });
  if (!row) return;
  try {
    await post.send({
      to: row.recipient,
      subject: row.subject,
      text: row.body,
      messageId: `<${row.id}@consilium>`,
    });
  } catch (error) {
    const failed = job.attempt >= mailAttempts || isFinalRefusal(error);
    logger.warn({ err: error, mail: row.id, attempt: job.attempt, failed }, 'a mail was not sent');
    await unitOfWork.actInOrganisation(actor, 'outbox.relay', {}, async (tx) => {
      await tx.rows(
        `update mail set next_attempt_at = $2, failed_at = case when $3 then $4::timestamptz end
          where id = $1 and sent_at is null`,
        [row.id, new Date(tx.now.getTime() + pauseAfter(job.attempt)), failed, tx.now],
      );
      return null;
    });
    return;
  }
  await unitOfWork.actInOrganisation(actor, 'outbox.relay', {}, async (tx) => {
    await tx.rows('update mail set sent_at = $2 where id = $1', [row.id, tx.now]);
    return null;
  });
}

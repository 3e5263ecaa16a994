import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { isRefusal, type Id } from '@consilium/domain/kernel';
import type { Configuration } from '../configuration';
import { systemActor } from '../database/actor';
import type { UnitOfWork } from '../database/unit-of-work';
import type { Queues } from '../queues';
import {
  attemptSeconds,
  isFinalRefusal,
  lookAgainSeconds,
  mailAttempts,
  pauseAfter,
} from './attempts';
import { secretMark } from './direct-mail';

interface MailRow {
  id: Id;
  recipient: string;
  subject: string;
  body: string;
  secret: string | null;
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
 * Hands mails that are due to the queues, each under the id of its next attempt. The row is looked at
 * again until an attempt begins: a queue that forgot is asked anew, one that remembers ignores it.
 * Returns how many were taken.
 */
export async function queueMails(
  dataSource: DataSource,
  queues: Pick<Queues, 'demand'>,
): Promise<number> {
  return dataSource.transaction(async (manager) => {
    const claimed: { organisation_id: Id; id: Id; attempt: number }[] = await manager.query(
      'select * from consilium_claim_mail($1, $2, $3)',
      [batch, mailAttempts, lookAgainSeconds],
    );
    if (claimed.length === 0) return 0;
    await queues.demand(
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
  const begun = await unitOfWork.actInOrganisation(actor, 'outbox.relay', {}, async (tx) => {
    const rows = await tx.rows<MailRow>(
      `with begun as (
         update mail set attempts = $2, next_attempt_at = now() + make_interval(secs => $3)
          where id = $1 and attempts <= $2 and sent_at is null and failed_at is null
          returning id, recipient, subject, body, secret)
       select * from begun`,
      [job.mailId, job.attempt, attemptSeconds],
    );
    return rows;
  });
  const row = isRefusal(begun) ? undefined : begun[0];
  if (!row) return;
  try {
    await post.send({
      to: row.recipient,
      subject: row.subject,
      text: row.secret === null ? row.body : row.body.replace(secretMark, row.secret),
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

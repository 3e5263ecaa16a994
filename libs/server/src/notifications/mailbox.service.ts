import { decideInOrganisation } from '@consilium/domain/access';
import { refuse, type Id, type Locale } from '@consilium/domain/kernel';
import type { Configuration } from '../platform/configuration';
import { memberIdOf, type Outcome, type ReadTransaction } from '../platform/database';
import { secretMark } from '../platform/mail';
import { translate } from '../platform/texts';

/** A mail as the mailbox of the product shows it. */
export interface KeptMail {
  readonly id: Id;
  readonly recipient: string;
  readonly recipientName: string;
  readonly subject: string;
  readonly body: string;
  readonly locale: string;
  readonly createdAt: string;
  /** `kept`: there is no mail server, it can be read here alone. */
  readonly state: 'waiting' | 'sent' | 'kept' | 'failed';
  readonly attempts: number;
}

export interface Mailbox {
  /** Mails of everyone, or only those to the reader. */
  readonly whose: 'everyone' | 'own';
  readonly mails: readonly KeptMail[];
  /** Whether older ones were left out. */
  readonly more: boolean;
}

export interface MailHealth {
  readonly waiting: number;
  readonly failed: number;
  /** No mail server is configured: mails are kept here. */
  readonly keptHere: boolean;
}

/** Longest list of mails. */
export const longestMailbox = 100;

interface MailRow {
  id: Id;
  recipient: string;
  display_name: string | null;
  subject: string;
  body: string;
  locale: Locale;
  created_at: Date;
  sent_at: Date | null;
  failed_at: Date | null;
  attempts: number;
}

/** The mailbox of a product without a mail server, and what administrators know of sending. */
export class MailboxService {
  constructor(private readonly configuration: Pick<Configuration, 'demo' | 'smtpUrl'>) {}

  /**
   * The newest mails. An administrator reads everyone's where no mail server takes them away, members
   * of the demo the ones to themselves; to others there is no mailbox.
   */
  async mailbox(tx: ReadTransaction, first: number): Promise<Outcome<Mailbox>> {
    if (!Number.isInteger(first) || first < 1 || first > longestMailbox) {
      return refuse('invalid_input');
    }
    const { demo, smtpUrl } = this.configuration;
    const runs = decideInOrganisation('mailbox.see', tx.actor) === null;
    const everyone = runs && smtpUrl === undefined;
    if (!everyone && !demo) return refuse('not_found');
    const rows = await tx.rows<MailRow>(
      {
        name: 'mailbox',
        text: `select l.id, l.recipient, m.display_name, l.subject, l.body, l.locale, l.created_at,
  l.sent_at, l.failed_at, l.attempts
from mail l left join member m on m.organisation_id = l.organisation_id and m.id = l.member_id
where l.organisation_id = $1 and ($2::uuid is null or l.member_id = $2)
order by l.created_at desc, l.id desc limit $3`,
      },
      [tx.actor.organisationId, everyone ? null : memberIdOf(tx.actor), first + 1],
    );
    return {
      whose: everyone ? 'everyone' : 'own',
      more: rows.length > first,
      mails: rows.slice(0, first).map((row) => ({
        id: row.id,
        recipient: row.recipient,
        recipientName: row.display_name ?? row.recipient,
        subject: row.subject,
        body: row.body.replace(secretMark, translate(row.locale, 'notifications:mail.secret')),
        locale: row.locale,
        createdAt: row.created_at.toISOString(),
        state: stateOf(row, smtpUrl !== undefined),
        attempts: row.attempts,
      })),
    };
  }

  /** How sending goes, for administrators. */
  async health(tx: ReadTransaction): Promise<Outcome<MailHealth>> {
    const refusal = decideInOrganisation('mailbox.see', tx.actor);
    if (refusal) return refusal;
    const [row] = await tx.rows<{ waiting: number; failed: number }>(
      `select count(*) filter (where sent_at is null and failed_at is null)::int as waiting,
         count(*) filter (where failed_at is not null)::int as failed
       from mail where organisation_id = $1 and (sent_at is null)`,
      [tx.actor.organisationId],
    );
    return {
      waiting: row?.waiting ?? 0,
      failed: row?.failed ?? 0,
      keptHere: this.configuration.smtpUrl === undefined,
    };
  }
}

const stateOf = (row: MailRow, server: boolean): KeptMail['state'] => {
  if (row.failed_at) return 'failed';
  if (!row.sent_at) return 'waiting';
  return server ? 'sent' : 'kept';
};

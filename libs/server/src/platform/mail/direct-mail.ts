import type { Id, Locale } from '@consilium/domain/kernel';
import type { WriteTransaction } from '../database';

/** Stands in the body of a mail where its secret goes when it is sent. */
export const secretMark = '⟦⟧';

/** A mail of the access room: about a person's way in, not about a file. */
export interface DirectMail {
  /** What it is for; the same again writes nothing. */
  readonly dedupeKey: string;
  /** Null for somebody who is no member yet. */
  readonly memberId: Id | null;
  readonly recipient: string;
  readonly subject: string;
  /** Holds `secretMark` where the secret goes, if there is one. */
  readonly body: string;
  /** A link that opens something to whoever has it. */
  readonly secret: string | null;
  readonly locale: Locale;
}

/**
 * Writes mails to be sent. No mailbox of the product shows their secrets: they lie apart from the body,
 * and are gone with the sending; so a mail with one is for where a mail server is configured.
 */
export async function writeDirectMails(
  tx: WriteTransaction,
  mails: readonly DirectMail[],
): Promise<void> {
  const rows = mails.map(({ dedupeKey, memberId, ...mail }) => ({
    ...mail,
    id: tx.newId(),
    dedupe_key: dedupeKey,
    member_id: memberId,
  }));
  await tx.rows(
    `insert into mail (organisation_id, id, dedupe_key, member_id, recipient, subject, body, secret,
       locale, created_at, next_attempt_at)
     select $1, m.id, m.dedupe_key, m.member_id, m.recipient, m.subject, m.body, m.secret, m.locale, $3, $3
     from jsonb_to_recordset($2::jsonb) as m(id uuid, dedupe_key text, member_id uuid, recipient text,
       subject text, body text, secret text, locale text)
     on conflict (organisation_id, dedupe_key) do nothing`,
    [tx.actor.organisationId, JSON.stringify(rows), tx.now],
  );
}

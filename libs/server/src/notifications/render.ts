import type { Locale } from '@consilium/domain/kernel';
import { addressOf, pathOf } from '@consilium/domain/notifications';
import { translate } from '../platform/texts';
import { kindOf, type ItemContext, type Kind } from './kinds';
import { wordsFor } from './words';

/** One line of the inbox in somebody's language. */
export interface InboxText {
  readonly text: string;
  /** Address under the organisation's own, without a leading slash. */
  readonly path: string;
}

const say = (locale: Locale, key: string, values: Readonly<Record<string, unknown>> = {}): string =>
  translate(locale, `notifications:${key}`, values);

/** What an item says and where it leads. */
export function renderInbox(kind: Kind, context: ItemContext, locale: Locale): InboxText {
  const definition = kindOf(kind);
  const values = definition.values(context, wordsFor(locale));
  return {
    text: say(locale, `kinds.${kind}.text`, { ...values }),
    path: pathOf(definition.place(context)),
  };
}

/** To whom a mail is written, and from where its links start. */
export interface MailReader {
  readonly name: string;
  readonly locale: Locale;
  readonly organisation: string;
  readonly organisationSlug: string;
  readonly publicUrl: string;
}

export interface MailText {
  readonly subject: string;
  readonly body: string;
}

/** One mail about one item, or about all items of a kind on one day; plain text, one link each. */
export function renderMail(
  kind: Kind,
  contexts: readonly [ItemContext, ...ItemContext[]],
  reader: MailReader,
): MailText {
  const { locale } = reader;
  const { place, mailAdds, values } = kindOf(kind);
  const [first] = contexts;
  const paragraphs = contexts.map((context) =>
    [
      say(locale, 'mail.file', { reference: context.reference, title: context.title }),
      renderInbox(kind, context, locale).text,
      ...(mailAdds ? [say(locale, `mail.${mailAdds}`, values(context, wordsFor(locale)))] : []),
      addressOf(reader.publicUrl, reader.organisationSlug, place(context)),
    ].join('\n'),
  );
  const name = say(locale, `kinds.${kind}.name`);
  return {
    subject: say(locale, contexts.length === 1 ? 'mail.subject' : 'mail.subjectMany', {
      name,
      title: first.title,
      files: contexts.length,
    }),
    body: [
      say(locale, 'mail.greeting', { name: reader.name }),
      ...paragraphs,
      say(locale, 'mail.footer', { organisation: reader.organisation }),
    ].join('\n\n'),
  };
}

import { isPractice, practiceMark, shownReference } from '@consilium/domain/evaluations';
import type { Locale } from '@consilium/domain/kernel';
import { addressOf, pathOf, type Place } from '@consilium/domain/notifications';
import { translate } from '../platform/texts';
import type { Telling } from './contexts';
import { accountKindOf, fileKindOf } from './kinds';
import { wordsFor } from './words';

/** One line of the inbox in somebody's language. */
export interface InboxText {
  readonly text: string;
  /** Address under the organisation's own, without a leading slash. */
  readonly path: string;
}

const say = (locale: Locale, key: string, values: Readonly<Record<string, unknown>> = {}): string =>
  translate(locale, `notifications:${key}`, values);

/** A telling by its definition: values of its texts, and where it leads. */
function defined(
  telling: Telling,
  locale: Locale,
): { place: Place; values: Readonly<Record<string, string | number>> } {
  const words = wordsFor(locale);
  if (telling.about === 'account') {
    const { place, values } = accountKindOf(telling.kind);
    return { place: place(telling.context), values: values(telling.context, words) };
  }
  const { place, values } = fileKindOf(telling.kind);
  return { place: place(telling.context), values: values(telling.context, words) };
}

/** What an item says and where it leads. */
export function renderInbox(telling: Telling, locale: Locale): InboxText {
  const { place, values } = defined(telling, locale);
  return {
    text: say(locale, `kinds.${telling.kind}.text`, { ...values }),
    path: pathOf(place),
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

/** One item: the file first, where there is one, what happened, and where it is read. */
function paragraphOf(telling: Telling, reader: MailReader): string {
  const { locale } = reader;
  const { place, values } = defined(telling, locale);
  const adds = telling.about === 'file' ? fileKindOf(telling.kind).mailAdds : undefined;
  return [
    ...(telling.about === 'file'
      ? [
          say(locale, 'mail.file', {
            reference: shownReference(telling.context.reference, locale),
            title: telling.context.title,
          }),
        ]
      : []),
    renderInbox(telling, locale).text,
    ...(adds ? [say(locale, `mail.${adds}`, values)] : []),
    addressOf(reader.publicUrl, reader.organisationSlug, place),
  ].join('\n');
}

/** One mail about one item, or about all items of a kind on one day; plain text, one link each. */
export function renderMail(
  tellings: readonly [Telling, ...Telling[]],
  reader: MailReader,
): MailText {
  const { locale, organisation } = reader;
  const [first] = tellings;
  const subject = say(locale, tellings.length === 1 ? 'mail.subject' : 'mail.subjectMany', {
    name: say(locale, `kinds.${first.kind}.name`),
    title: first.about === 'file' ? first.context.title : organisation,
    files: tellings.length,
  });
  // No mail speaks of a practice file and of another (`gather`).
  const practice = first.about === 'file' && isPractice(first.context.reference);
  const mark = practiceMark[locale];
  return {
    subject: practice ? say(locale, 'mail.practiceSubject', { mark, subject }) : subject,
    body: [
      say(locale, 'mail.greeting', { name: reader.name }),
      ...(practice ? [say(locale, 'mail.practice', { mark })] : []),
      ...tellings.map((telling) => paragraphOf(telling, reader)),
      say(locale, first.about === 'file' ? 'mail.footer' : 'mail.accountFooter', { organisation }),
    ].join('\n\n'),
  };
}

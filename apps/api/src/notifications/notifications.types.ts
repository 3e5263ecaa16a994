import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { resultUnion } from '../platform/outcome.types';
import { LiveMessage } from '../platform/signals';

export enum InboxAbout {
  file = 'file',
  account = 'account',
  people = 'people',
}
registerEnumType(InboxAbout, {
  name: 'InboxAbout',
  description: '`account`: the reader’s own; `people`: other people and invitations.',
});

@ObjectType({ description: 'One thing a member should know of, in the language asked for.' })
export class InboxItem {
  @Field(() => ID)
  id: string;

  @Field({ description: 'Kind of notification, such as part_assigned.' })
  kind: string;

  @Field(() => InboxAbout)
  about: string;

  @Field(() => ID, { nullable: true, description: 'The file it is about, if it is about one.' })
  evaluationId: string | null;

  @Field(() => String, { nullable: true })
  evaluationTitle: string | null;

  @Field(() => String, { nullable: true })
  evaluationReference: string | null;

  @Field({ description: 'Of a practice file, which the reference marks.' })
  practice: boolean;

  @Field({ description: 'What happened, with names and titles as they are now.' })
  text: string;

  @Field({ description: 'Where it leads, under /o/:slug/.' })
  path: string;

  @Field()
  createdAt: string;

  @Field(() => String, { nullable: true })
  readAt: string | null;
}

@ObjectType()
export class InboxPage {
  @Field(() => [InboxItem], { description: 'Unread first, then the newest first.' })
  items: readonly InboxItem[];

  @Field(() => String, {
    nullable: true,
    description: 'Give it as `after` for what follows; null at the end.',
  })
  endCursor: string | null;
}

@ObjectType({ description: 'The reader’s inbox has changed: look again.' })
export class InboxChange extends LiveMessage {
  @Field(() => [ID], { description: 'Items that are new; empty when some were read.' })
  ids: readonly string[];

  @Field(() => Int, { description: 'As it was last read for this subscription.' })
  unread: number;
}

@ObjectType()
export class InboxMarked {
  @Field(() => [ID], { description: 'Items that were unread until now.' })
  ids: readonly string[];

  @Field(() => Int)
  unread: number;
}

@ObjectType()
export class LateReminded {
  @Field(() => [ID], { description: 'Seats that are told.' })
  reminded: readonly string[];

  @Field(() => [ID], { description: 'Seats reminded less than an hour ago, left in peace.' })
  tooSoon: readonly string[];

  @Field(() => [ID], { description: 'Seats of which nothing is late any more.' })
  notLate: readonly string[];
}

export enum MailState {
  waiting = 'waiting',
  sent = 'sent',
  kept = 'kept',
  failed = 'failed',
}
registerEnumType(MailState, {
  name: 'MailState',
  description: '`kept`: there is no mail server, so it can only be read here.',
});

export enum MailboxOf {
  everyone = 'everyone',
  own = 'own',
}
registerEnumType(MailboxOf, { name: 'MailboxOf' });

@ObjectType()
export class KeptMail {
  @Field(() => ID)
  id: string;

  @Field()
  recipient: string;

  @Field()
  recipientName: string;

  @Field()
  subject: string;

  @Field({ description: 'Plain text.' })
  body: string;

  @Field()
  locale: string;

  @Field()
  createdAt: string;

  @Field(() => MailState)
  state: string;

  @Field(() => Int)
  attempts: number;
}

@ObjectType({ description: 'Mails of a product without a mail server, or of the demo.' })
export class Mailbox {
  @Field(() => MailboxOf)
  whose: string;

  @Field(() => [KeptMail])
  mails: readonly KeptMail[];

  @Field({ description: 'Older ones were left out.' })
  more: boolean;
}

@ObjectType({ description: 'How sending mails goes.' })
export class MailHealth {
  @Field(() => Int)
  waiting: number;

  @Field(() => Int, { description: 'Given up after the last attempt or the server’s final word.' })
  failed: number;

  @Field({ description: 'No mail server is configured.' })
  keptHere: boolean;
}

export const InboxMarkedResult = resultUnion('InboxMarkedResult', InboxMarked);
export const RemindLateResult = resultUnion('RemindLateResult', LateReminded);

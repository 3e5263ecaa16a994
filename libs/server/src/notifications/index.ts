export * from './inbox.service';
export * from './kinds';
export * from './mailbox.service';
export * from './notifications.consumer';
export * from './notifications.entities';
export * from './reminders.service';
export { renderInbox, renderMail, type InboxText, type MailReader, type MailText } from './render';
export type { Telling } from './contexts';

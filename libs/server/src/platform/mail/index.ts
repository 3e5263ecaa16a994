export * from './mail.entities';
export * from './mailer';

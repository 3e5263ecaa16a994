export * from './attempts';
export * from './mail.entities';
export * from './mailer';
export * from './direct-mail';

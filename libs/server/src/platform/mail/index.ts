export * from './mail.entities';

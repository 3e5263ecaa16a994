export * from './access.entities';

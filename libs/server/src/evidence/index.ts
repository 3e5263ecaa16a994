export * from './evidence.entities';

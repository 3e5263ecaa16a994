export * from './discussion.entities';

export * from './answers.entities';

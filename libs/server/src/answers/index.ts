export * from './answers.entities';
export * from './answers.service';

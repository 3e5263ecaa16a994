export * from './consensus.entities';
export * from './consensus.facts';
export * from './results';

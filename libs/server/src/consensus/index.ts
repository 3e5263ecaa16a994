export * from './consensus.facts';

export * from './evaluations.entities';
export * from './evaluations.facts';
export * from './guard-facts';
export * from './progress-keeper';

export * from './evaluations.entities';
export * from './evaluations.facts';

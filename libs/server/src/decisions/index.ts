export * from './decisions.facts';
export * from './decisions.entities';

export * from './applicable-statements';
export * from './consensus.entities';
export * from './consensus.facts';
export * from './consensus.guards';
export * from './panel';
export * from './results';
export * from './rounds.queries';
export { fileHead, openObjections, type FileHead, type RoundLine } from './rounds.rows';
export * from './rounds.service';

export { decisionsRefusals, type DecisionsRefusal } from './refusals';
export * from './conditions';
export * from './blockers';
export * from './opinion';
export * from './votes';

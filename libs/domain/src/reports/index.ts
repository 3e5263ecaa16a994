export * from './snapshot';
export * from './blocks';

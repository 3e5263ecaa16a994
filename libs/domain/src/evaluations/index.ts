export * from './dates';
export * from './scope-test';
export * from './phases';
export * from './guards';
export * from './moves';
export * from './transition';
export * from './declarations';
export * from './panel';

export * from './background';
export * from './entities';
export * from './run-process';
export * from './server';

export * from './background';
export * from './consumers';
export * from './entities';
export * from './run-process';
export * from './server';

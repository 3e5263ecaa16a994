export * from './live-bus';
export * from './postgres-wire';
export * from './redis-wire';

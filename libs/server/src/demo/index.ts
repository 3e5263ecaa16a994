export * from './personas';
export * from './seed';

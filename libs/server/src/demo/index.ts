export * from './personas';
export * from './prepare-demo';

export * from './personas';

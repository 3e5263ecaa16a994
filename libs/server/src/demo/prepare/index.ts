export * from './prepare-demo';

export * from './away';
export * from './name-of';
export * from './within';

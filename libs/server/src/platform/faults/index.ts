export * from './away';
export * from './checks';
export * from './disk-guard';
export * from './for-log';
export * from './logger';
export * from './name-of';
export * from './rotate';
export * from './within';

export * from './work';
export * from './steps';
export * from './late-people';

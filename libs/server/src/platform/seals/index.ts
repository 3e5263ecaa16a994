export * from './seals';
export * from './holds';

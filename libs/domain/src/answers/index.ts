export * from './save-answer';
export * from './facts';
export * from './references';
export * from './progress';
export * from './submit-part';
export * from './supplier';
export * from './template-move';
export * from './word-diff';

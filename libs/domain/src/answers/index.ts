export * from './save-answer';

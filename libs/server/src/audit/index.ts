export * from './verify-chains';

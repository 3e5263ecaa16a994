export * from './file-storage';
export * from './folder-storage';
export * from './scanner';

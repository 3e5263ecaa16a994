export { fileKey, type ArrivedFile, type FileStorage, type StoredKey } from './file-storage';
export * from './folder-storage';
export * from './open-stores';
export * from './scanner';

export * from './file-types';
export * from './file-names';
export * from './documents';
export * from './expiry';
export * from './filings';
export * from './upload-quota';

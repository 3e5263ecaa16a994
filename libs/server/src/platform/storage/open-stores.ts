import path from 'node:path';
import { ConfigurationError, type StorageConfiguration } from '../configuration';
import { Arrivals } from './arrivals';
import { Bucket } from './bucket';
import { BucketStorage } from './bucket-storage';
import type { FileStorage } from './file-storage';
import { FolderStorage } from './folder-storage';

/** The product's stores, wherever STORAGE_URL puts them. */
export interface Stores {
  /** What people bring. */
  readonly files: FileStorage;
  /** Built reports, apart from people's files, whose sweep removes what no file row knows. */
  readonly reports: FileStorage;
}

export async function openStores(configuration: StorageConfiguration): Promise<Stores> {
  if (configuration.kind === 'folder') {
    const { folder } = configuration;
    return {
      files: new FolderStorage(folder),
      reports: new FolderStorage(path.join(folder, 'reports')),
    };
  }
  const bucket = await Bucket.open(configuration);
  const arrivals = new Arrivals(configuration.arrivals);
  return {
    files: new BucketStorage(bucket, 'files', arrivals),
    reports: new BucketStorage(bucket, 'reports', arrivals),
  };
}

/**
 * Makes the bucket where it is missing, once before the product starts; a folder makes itself.
 *
 * @throws {ConfigurationError} one sentence saying that the store cannot be used, and why.
 */
export async function prepareStorage(configuration: StorageConfiguration): Promise<void> {
  if (configuration.kind === 'folder') return;
  const bucket = await Bucket.open(configuration);
  const ready = async (): Promise<boolean> =>
    (await bucket.exists()) || (await bucket.create()) || (await bucket.exists());
  const refusal = await ready().then(
    (is) => (is ? null : 'the bucket is missing or not for this key, and could not be made'),
    (error: Error) => error.message,
  );
  if (refusal) throw new ConfigurationError(`STORAGE_URL cannot be used: ${refusal}.`);
}

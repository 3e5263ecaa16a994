import type { BucketConfiguration, FolderConfiguration } from './configuration';

/** What STORAGE_URL says by itself. */
export type StorageAddress = FolderConfiguration | Omit<BucketConfiguration, 'arrivals'>;

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const regionName = /^[a-z0-9-]{1,40}$/;
const known = ['region', 'tls'];

/**
 * `file:///folder`, or `s3://KEY:SECRET@host:port/bucket?region=…&tls=0`; null for anything else.
 * What stands in the key or the secret and means something in an address is percent-encoded.
 */
export function readStorageUrl(text: string): StorageAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  try {
    if (url.protocol === 'file:') return folderOf(text, url);
    if (url.protocol === 's3:') return bucketOf(url);
  } catch (error) {
    // A percent sign that starts no character.
    if (!(error instanceof URIError)) throw error;
  }
  return null;
}

function folderOf(text: string, url: URL): StorageAddress | null {
  if (!/^file:\/\/\/./.test(text)) return null;
  return { kind: 'folder', folder: decodeURIComponent(url.pathname) };
}

function bucketOf(url: URL): StorageAddress | null {
  const accessKey = decodeURIComponent(url.username);
  const secretKey = decodeURIComponent(url.password);
  const bucket = url.pathname.slice(1);
  const region = url.searchParams.get('region') ?? 'us-east-1';
  const tls = url.searchParams.get('tls') ?? '1';
  const whole = accessKey !== '' && secretKey !== '' && url.host !== '' && bucketName.test(bucket);
  const understood = [...url.searchParams.keys()].every((name) => known.includes(name));
  if (!whole || !understood || !regionName.test(region) || !/^[01]$/.test(tls)) return null;
  const endpoint = `${tls === '1' ? 'https' : 'http'}://${url.host}`;
  return { kind: 'bucket', endpoint, bucket, region, accessKey, secretKey };
}

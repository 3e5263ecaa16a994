import { digestOf, newToken } from './tokens';

/** A link to be given once: the secret is known to its receiver, its digest to the database. */
export interface SecretLink {
  readonly url: string;
  readonly hash: Buffer;
}

/**
 * A link to a public page. The secret stands behind `#`: browsers send that part to no server, so that
 * it is in no log and no referrer.
 */
export function makeSecretLink(publicUrl: string, page: 'invitation' | 'reset'): SecretLink {
  const secret = newToken();
  return { url: `${publicUrl}/${page}#${secret}`, hash: digestOf(secret) };
}

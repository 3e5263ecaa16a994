import { createHmac, randomBytes } from 'node:crypto';
import { canonicalJson } from '@consilium/domain/kernel';

/**
 * A digest of content that an event may carry: an HMAC under a random salt kept beside the content.
 * A plain digest of a rating from 1 to 9 would be found in nine tries; without the salt this one
 * says nothing, so destroying the salt with the content makes the event silent about it.
 */
export function digestContent(content: unknown): { salt: Buffer; digest: string } {
  const salt = randomBytes(32);
  return { salt, digest: digestUnder(salt, content) };
}

/** The digest of content under a salt that is known. */
export const digestUnder = (salt: Buffer, content: unknown): string =>
  createHmac('sha256', salt).update(canonicalJson(content)).digest('hex');

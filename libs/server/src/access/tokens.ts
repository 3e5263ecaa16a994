import { createHash, randomBytes } from 'node:crypto';

/** A secret that a browser keeps: 256 bits, fit for a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Whether a text can be one of ours; forged ones of other shapes need no look into the database. */
export const isToken = (text: string | undefined): text is string =>
  text !== undefined && /^[\w-]{43}$/.test(text);

/** What the database keeps of a token. */
export const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

import { hash, verify } from '@node-rs/argon2';
import { checkPassword, normalisePassword } from '@consilium/domain/access';
import type { Refusal } from '@consilium/domain/kernel';
import mostUsed from './most-used-passwords.json' with { type: 'json' };

const mostUsedPasswords = new Set<string>(mostUsed);

/**
 * Argon2id with the library's parameters (19 MiB, two passes). Refused when the password is too short,
 * too long, among the most used, or made of `context`: the person's address, name and organisation.
 */
export async function hashPassword(
  password: string,
  context: readonly string[],
): Promise<string | Refusal> {
  return (
    checkPassword(password, context, (squashed) => mostUsedPasswords.has(squashed)) ??
    hash(normalisePassword(password))
  );
}

/** Whether a password is the one behind a hash. */
export async function verifyPassword(hashed: string, password: string): Promise<boolean> {
  const normal = normalisePassword(password);
  if (await verify(hashed, normal)) return true;
  // Hashes from before passwords were normalised hold what the keyboard wrote.
  return normal !== password && verify(hashed, password);
}

import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { foldAddress } from '@consilium/domain/access';
import { makeSecretLink } from './secret-links';
import { digestOf } from './tokens';

/** Letters and digits that cannot be taken for one another when read aloud. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** As people type it: case and separators do not matter. */
export const normaliseSetUpCode = (code: string): string =>
  code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Of thirty each: 137 bits, more than anybody could try. */
const codeLength = 28;

function newCode(): string {
  const characters: string[] = [];
  while (characters.length < codeLength) {
    // Values beyond a multiple of the alphabet would make its first letters likelier.
    for (const byte of randomBytes(codeLength)) {
      if (byte < 240 && characters.length < codeLength) characters.push(alphabet[byte % 30] ?? '');
    }
  }
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

async function asOwner<T>(ownerUrl: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/**
 * The code that proves to the first administrator's page that its visitor runs the server; a new one
 * each time, the one before ends. Null once an organisation exists.
 */
export const makeSetUpCode = (ownerUrl: string): Promise<string | null> =>
  asOwner(ownerUrl, async (owner) => {
    const code = newCode();
    const { rowCount } = await owner.query(
      `insert into set_up_code (code_hash) select $1 where not exists (select 1 from organisation)
       on conflict (one) do update set code_hash = excluded.code_hash`,
      [digestOf(normaliseSetUpCode(code))],
    );
    return rowCount === 1 ? code : null;
  });

/**
 * A link by which an administrator who cannot be helped by anybody else chooses a new password, within
 * an hour. Null where the address is no administrator's. It confirms her in every organisation: whoever
 * runs the server stands above them.
 */
export const makeRecoveryLink = (
  ownerUrl: string,
  publicUrl: string,
  email: string,
): Promise<string | null> =>
  asOwner(ownerUrl, async (owner) => {
    const link = makeSecretLink(publicUrl, 'reset');
    const { rowCount } = await owner.query(
      `insert into password_reset (id, token_hash, account_id, origin, expires_at)
       select $1, $2, a.id, 'server', now() + interval '1 hour' from account a
        where a.email = $3 and exists (select 1 from member m where m.account_id = a.id
          and m.active and 'administrator' = any(m.functions))`,
      [v7(), link.hash, foldAddress(email)],
    );
    return rowCount === 1 ? link.url : null;
  });

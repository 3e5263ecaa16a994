import { hash } from '@node-rs/argon2';
import { hashPassword, verifyPassword } from './passwords';

const decomposed = 'e\u0301cole de la me\u0301decine';
const composed = 'école de la médecine';

describe('a password', () => {
  it.each(['1qaz2wsx3edc', 'SonyEricsson', 'leave me alone', 'qazwsxedcrfv'])(
    'that is among the most used is not taken: %s',
    async (password) => {
      expect(await hashPassword(password, [])).toMatchObject({ code: 'password_most_used' });
    },
  );

  it('opens by what the person types, whichever keyboard wrote its accents', async () => {
    const hashed = await hashPassword(decomposed, ['camille@chu.test']);
    expect(await verifyPassword(String(hashed), composed)).toBe(true);
    expect(await verifyPassword(String(hashed), decomposed)).toBe(true);
    expect(await verifyPassword(String(hashed), 'ecole de la medecine')).toBe(false);
  });

  it('opens as before where its hash is older than this rule', async () => {
    expect(await verifyPassword(await hash(decomposed), decomposed)).toBe(true);
  });
});

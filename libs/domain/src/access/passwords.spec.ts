import { checkPassword, maximumPasswordLength, squashPassword } from './passwords';

const context = ['camille.martin@chu-angers.fr', 'Camille Martin-Léger', 'CHU d’Angers'];
const mostUsed = new Set(['sonyericsson', 'qazwsxedcrfv', 'motherland1945']);
const codeOf = (password: string): string | undefined =>
  checkPassword(password, context, (one) => mostUsed.has(one))?.code;

describe('the password of a person', () => {
  it('is counted in characters, whatever they are', () => {
    expect(checkPassword('trois vélos')).toMatchObject({
      code: 'password_too_weak',
      details: { min: 12 },
    });
    expect(codeOf('trois vélos !')).toBeUndefined();
    // A letter with its accent is one character however the keyboard wrote it.
    expect(codeOf('e\u0301te\u0301 na\u0302ge\u0301')).toBe('password_too_weak');
    // One character of two UTF-16 units counts once.
    expect(codeOf('🙂🚲🌧🍞🚑🦷🧲🎻🥕🪁🛶')).toBe('password_too_weak');
    expect(codeOf('🙂🚲🌧🍞🚑🦷🧲🎻🥕🪁🛶🧵')).toBeUndefined();
    const long = 'Sur le pont un vélo rouge attend la pluie de mars. '.repeat(3);
    expect(codeOf(long.slice(0, maximumPasswordLength))).toBeUndefined();
    expect(checkPassword(long.slice(0, 129))).toMatchObject({
      code: 'password_too_long',
      details: { max: 128 },
    });
  });

  it.each([
    '123456789012',
    '            ',
    'aaaaaaaaaaaa',
    'aaaaaaaaaaaa1',
    'abcabcabcabca',
    'azertyazerty',
    'AZERTYUIOPqs',
    'qwertyuiop123',
    '112233445566',
    '123321123321',
    '0987654321098',
    'abcdefghijkl',
    'aaaabbbbcccc',
    'zzzzzzzzzzzy',
    'été été été été',
    '2026202620262026',
  ])('%s is refused as one idea said again', (password) => {
    expect(codeOf(password)).toBe('password_predictable');
  });

  it.each([
    'camille.martin@chu-angers.fr',
    'Camille.Martin',
    'camillemartin49',
    'Martin-Leger-1985!',
    'CAMILLE1985ANGERS',
    'C4mille.M4rtin',
    'Consilium2026',
    'consilium 1234',
    'consilium!!!!!',
    'consiliumpassword',
    'angers-bonjour-49',
  ])('%s is refused as known of this person', (password) => {
    expect(codeOf(password)).toBe('password_personal');
  });

  it.each([
    'SonyEricsson',
    'qazwsx edcrfv',
    'M0therland1945',
    'password2026',
    'P@ssw0rd12345',
    'Motdepasse2026!',
    'mot de passe 1',
    'Printemps2026!',
    'bienvenue-hopital',
    'adminadmin1234',
  ])('%s is refused as most used', (password) => {
    expect(codeOf(password)).toBe('password_most_used');
  });

  it.each([
    'correct horse battery',
    'le vélo de camille',
    'consilium orange bicycle',
    '83920175638201',
    'xK9$mQ2&vL7p',
    'trois loutres au printemps',
    'kxq3-7bmt-w9hn-p2vd',
    'Mars est une planète',
  ])('%s is nobody’s first guess', (password) => {
    expect(codeOf(password)).toBeUndefined();
  });

  it('is compared in one form: no case, accents, spaces or signs', () => {
    expect(squashPassword('Été à l’Hôpital, n° 7')).toBe('etealhopitaln7');
  });
});

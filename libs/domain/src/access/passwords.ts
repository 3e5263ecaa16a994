import { refuse, type Refusal } from '../kernel';

/** Fewest and most characters of a password, as people count them; length is what protects. */
export const minimumPasswordLength = 12;
export const maximumPasswordLength = 128;

/** Fewer turns than this, and the rest of a password follows from its beginning. */
const fewestTurns = 5;

/** Fewer letters than this beside known words are no password of one's own. */
const fewestOwnLetters = 4;

/** Shorter words are too often part of others to be taken out of a password. */
const shortestWord = 4;

/** What people choose when asked for a password, in both languages; the long list is the server's. */
const favourites = [
  ...['password', 'passwort', 'passphrase', 'motdepasse', 'changeme', 'changemoi', 'changezmoi'],
  ...['letmein', 'welcome', 'bienvenue', 'bonjour', 'secret', 'iloveyou', 'jetaime', 'soleil'],
  ...[
    'chocolat',
    'doudou',
    'loulou',
    'admin',
    'administrator',
    'administrateur',
    'azerty',
    'qwerty',
  ],
  ...['hospital', 'hopital', 'sante', 'medecin', 'docteur', 'doctor', 'clinique', 'infirmiere'],
  ...['printemps', 'automne', 'hiver', 'spring', 'summer', 'autumn', 'winter'],
  ...['janvier', 'fevrier', 'mars', 'avril', 'juin', 'juillet', 'aout', 'septembre', 'octobre'],
  ...['novembre', 'decembre', 'january', 'february', 'march', 'april', 'june', 'july', 'august'],
  ...['september', 'october', 'november', 'december'],
];

/** The product's own name, which everybody who knows the product tries first. */
const ownName = 'consilium';

/** Rows under people's fingers; a walk along one is one idea, however long. */
const keyboardRows = [
  '1234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
];

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * The one form in which a password is counted, compared and hashed: what two keyboards write
 * differently is the same password (NIST SP 800-63B, 3.1.1.2).
 */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

/** Lower case without accents: what a guesser would not try twice. */
const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Folded letters and digits alone; entries of the list of most used passwords are in this form. */
export const squashPassword = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '');

/** Whether one key follows the other without a new idea: the same, or its neighbour in a row. */
const follows = (from: string, to: string): boolean =>
  from === to ||
  keyboardRows.some((row) => {
    const [a, b] = [row.indexOf(from), row.indexOf(to)];
    if (a < 0 || b < 0) return false;
    const apart = Math.abs(a - b);
    return apart === 1 || apart === row.length - 1;
  });

/** How often a text begins anew: once, and wherever a character does not follow from the one before. */
const turnsOf = (characters: readonly string[]): number =>
  characters.filter((one, at) => at === 0 || !follows(characters[at - 1] ?? '', one)).length;

/** Length of the shortest beginning that, said again and again, is the whole. */
const periodOf = (characters: readonly string[]): number => {
  for (let period = 1; period <= characters.length / 2; period += 1) {
    if (characters.every((one, at) => at < period || one === characters[at - period]))
      return period;
  }
  return characters.length;
};

const isPredictable = (password: string): boolean => {
  const characters = [...folded(password)];
  return periodOf(characters) < minimumPasswordLength || turnsOf(characters) < fewestTurns;
};

/** Words of a name or an address: each alone, and all together. */
const wordsOf = (text: string): string[] =>
  [squashPassword(text), ...folded(text).split(/[^\p{L}\p{N}]+/u)].filter(
    (word) => word.length >= shortestWord,
  );

const lettersIn = (text: string): number => text.replace(/[^\p{L}]/gu, '').length;

/** Whether a text is made of known words, and of digits and signs around them. */
const isMadeOf = (text: string, words: readonly string[]): boolean => {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const left = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), text);
  return left !== text && lettersIn(left) < fewestOwnLetters;
};

/** A password as it stands, and with the signs inside its words read as the letters they look like. */
const readingsOf = (password: string): string[] => {
  const text = folded(password);
  const spelt = text.replace(/(?<=\p{L}|^)[013457@$!]{1,2}(?=\p{L})/gu, (signs) =>
    [...signs].map((one) => lookAlikes[one]).join(''),
  );
  return [squashPassword(text), squashPassword(spelt)];
};

/**
 * Null when a password may be used: 12 to 128 characters, not one idea said again, not among the most
 * used, not made of words that whoever attacks this account knows. Nothing is asked of its composition.
 * `context` are those words: the person's address, name and organisation. `isMostUsed` looks a squashed
 * password up in the long list, which the server holds; the browser goes without.
 * Source: NIST SP 800-63B-4, 3.1.1.2.
 */
export function checkPassword(
  password: string,
  context: readonly string[] = [],
  isMostUsed: (squashed: string) => boolean = () => false,
): Refusal | null {
  const normal = normalisePassword(password);
  const length = [...normal].length;
  if (length < minimumPasswordLength)
    return refuse('password_too_weak', { min: minimumPasswordLength });
  if (length > maximumPasswordLength)
    return refuse('password_too_long', { max: maximumPasswordLength });
  if (isPredictable(normal)) return refuse('password_predictable');
  const readings = readingsOf(normal);
  const known = [ownName, ...context.flatMap(wordsOf)];
  if (readings.some((text) => isMadeOf(text, known))) return refuse('password_personal');
  if (readings.some((text) => isMostUsed(text) || isMadeOf(text, favourites)))
    return refuse('password_most_used');
  // Known words and favourites together: neither kind alone is all of it.
  return readings.some((text) => isMadeOf(text, [...known, ...favourites]))
    ? refuse('password_personal')
    : null;
}

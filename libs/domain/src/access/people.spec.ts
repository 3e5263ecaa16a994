import { isRefusal } from '../kernel';
import { checkPassword, minimumPasswordLength, parseSlug, proposeSlug } from './people';

describe('the password of a person', () => {
  it('is judged by its length in characters, whatever they are', () => {
    expect(checkPassword('a'.repeat(minimumPasswordLength))).toBeNull();
    expect(checkPassword('é'.repeat(minimumPasswordLength - 1))).toMatchObject({
      code: 'password_too_weak',
      details: { min: minimumPasswordLength },
    });
    // One character of two UTF-16 units counts once.
    expect(checkPassword('🙂'.repeat(minimumPasswordLength - 1))).not.toBeNull();
  });
});

describe('the address proposed for an organisation', () => {
  it.each([
    ['Hôpital Saint-Roch', 'hopital-saint-roch'],
    ['  CHU d’Angers (49)  ', 'chu-d-angers-49'],
    ['Œuvre', 'oeuvre'],
    ['中央病院', ''],
  ])('of %s is %s', (name, slug) => expect(proposeSlug(name)).toBe(slug));

  it('is one the rules accept, also when the name is long', () => {
    const slug = proposeSlug('Groupement hospitalier de territoire '.repeat(4));
    expect(slug.length).toBeGreaterThan(0);
    expect(isRefusal(parseSlug(slug))).toBe(false);
  });
});

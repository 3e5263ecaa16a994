import { isRefusal } from '../kernel';
import { foldAddress, parseEmail, parseSlug, proposeSlug } from './people';

describe('an address', () => {
  it('is folded alike however it was written', () => {
    for (const written of [' Zo\u00e9@CHU.test', 'ZOE\u0301@chu.TEST ', 'zoe\u0301@chu.test']) {
      expect(parseEmail(written)).toBe('zo\u00e9@chu.test');
    }
    // What was folded once stays so.
    expect(foldAddress(foldAddress('\u0130A@x.test'))).toBe(foldAddress('\u0130A@x.test'));
  });

  it.each(['\u200b', '\u00ad', '\u2060', '\u202e', '\u3164', '\ufeff', '\ue000'])(
    'with something unseen is not another one that looks the same: %j',
    (unseen) => {
      expect(parseEmail(`ines${unseen}.diaz@chu.test`)).toMatchObject({ code: 'email_malformed' });
    },
  );
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

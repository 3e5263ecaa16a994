import { createHash } from 'node:crypto';
import { openSeal, SealBroken, sealList, type KeptSeal } from './seals';

const header = { seal: 'opinion' };
const thing = (id: string, content: unknown = `contenu ${id}`) => ({ kind: 'part', id, content });

describe('a seal that is a list of salted digests', () => {
  const kept = sealList({ header, entries: [thing('a'), thing('b')], hidden: 0 });
  const opened = openSeal(kept);
  if (opened.hashAlg !== 'sha256-salted-list-1') throw new Error('sealed in another way');

  it('gives back what was sealed, each entry under a digest of the list', () => {
    expect(opened.header).toEqual(header);
    expect(opened.entries.map(({ kind, id, content }) => ({ kind, id, content }))).toEqual([
      thing('a'),
      thing('b'),
    ]);
    const [first] = opened.entries;
    const text = `["${first!.salt}","part","a","contenu a"]`;
    expect(first!.digest).toBe(createHash('sha256').update(text).digest('hex'));
    expect(opened.digests).toContain(first!.digest);
    const list = `{"alg":"sha256-salted-list-1","digests":${JSON.stringify(opened.digests)},"header":{"seal":"opinion"}}`;
    expect(kept.hash).toBe(createHash('sha256').update(list).digest('hex'));
  });

  it('says nothing of equal contents, and nothing by its length of a few hidden entries', () => {
    const again = sealList({ header, entries: [thing('a'), thing('b')], hidden: 0 });
    expect(again.hash).not.toBe(kept.hash);
    const lengths = [0, 1, 63, 64].map((hidden) => {
      const all = Array.from({ length: 2 + hidden }, (_, index) => thing(String(index)));
      return sealList({ header, entries: all, hidden }).entries!.length;
    });
    expect(lengths).toEqual([66, 66, 66, 66]);
  });

  const whole: KeptSeal = {
    hashAlg: 'sha256',
    hash: createHash('sha256').update('{"a":1}').digest('hex'),
    canonical: '{"a":1}',
    entries: null,
  };
  it('is opened beside those of before', () => {
    expect(openSeal(whole)).toEqual({ hashAlg: 'sha256', content: { a: 1 } });
  });

  it.each<[string, KeptSeal]>([
    [
      'an entry was changed',
      { ...kept, entries: kept.entries!.map((t) => t.replace('u a', 'u z')) },
    ],
    ['an entry was taken out', { ...kept, entries: kept.entries!.slice(1) }],
    ['an entry was put in', { ...kept, entries: [...kept.entries!, kept.entries![0]!] }],
    [
      'the header was changed',
      { ...kept, canonical: kept.canonical.replace('opinion', 'decision') },
    ],
    ['its hash was changed', { ...kept, hash: 'ab'.repeat(32) }],
    ['it is said to be of another kind', { ...kept, hashAlg: 'sha256' }],
    ['a whole one was changed', { ...whole, canonical: '{"a":2}' }],
    ['a whole one is said to be a list', { ...whole, hashAlg: 'sha256-salted-list-1' }],
  ])('is refused when %s', (_what, broken) => {
    expect(() => openSeal(broken)).toThrow(SealBroken);
  });
});

import { digestContent, digestUnder } from './content-digest';
import { chainStart, digestOfEvent, digestOfLink } from './seal-events';

// Known answers, computed once outside this code: SHA-256 and HMAC-SHA-256 of JSON in the form of
// RFC 8785. A chain of years ago has to be recomputed by whatever comes after.

const event = {
  type: 'answer_saved',
  id: '0199c9a0-0000-7000-8000-000000000001',
  schema_version: 1,
  evaluation_id: null,
  principal_kind: 'person',
  principal_id: 'p',
  seat_id: null,
  on_behalf_of: null,
  subject_kind: 'answer',
  subject_id: null,
  data: { z: '', é: 'ligne\n"deux"', a: [1, 2.5, null, true] },
  content_digest: '00ff',
  occurred_at: new Date('2026-11-30T08:09:10.011Z'),
};
const ofEvent = '356d2cb66576bf598ed6f55264ca51ee5ac0b8a4776ea82111787f2c7e2f096f';
const ofFirst = '91eb9606b4883dbd4961fe49195b5e4f47ad2d387bba98fd3b08a30a2cc66dc8';
const ofSecond = 'e3dba79f362a9b0a700fdd3513b878386bcb689a4850897ede389a0c623ec3fc';

describe('digests that must never change', () => {
  it('are those of an event, whatever the order of its columns', () => {
    expect(digestOfEvent(event)).toBe(ofEvent);
    const turned = Object.fromEntries(Object.entries(event).reverse()) as typeof event;
    expect(digestOfEvent(turned)).toBe(ofEvent);
  });

  it.each(Object.keys(event))('are others when an event has another %s', (column) => {
    const other = column === 'occurred_at' ? new Date('2026-11-30T08:09:10.012Z') : 'another';
    expect(digestOfEvent({ ...event, [column]: other })).not.toBe(ofEvent);
  });

  it('are those of a link on its event, its number and the link before', () => {
    expect(chainStart).toBe('0000000000000000000000000000000000000000000000000000000000000000');
    expect(digestOfLink(1n, ofEvent, chainStart)).toBe(ofFirst);
    expect(digestOfLink(2n, ofEvent, ofFirst)).toBe(ofSecond);
  });

  it('are those of content under its salt, and each content has a salt of its own', () => {
    const content = { value: 7, comment: 'été' };
    const salt = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    const under = 'c3ab155f11706dc727d84dd06d485599f08294f92ddd2a6c24f884288f5c7f38';
    expect(digestUnder(salt, content)).toBe(under);
    salt[0] = 1;
    expect(digestUnder(salt, content)).toBe(
      '146d61da272ac2cd790b8fa6708b46f96c385831d620a79d1d60b217010c0cf4',
    );
    const [one, two] = [digestContent(content), digestContent(content)];
    expect(one.salt).toHaveLength(32);
    expect(one.salt.equals(two.salt)).toBe(false);
    expect(one.digest).toBe(digestUnder(one.salt, content));
  });
});

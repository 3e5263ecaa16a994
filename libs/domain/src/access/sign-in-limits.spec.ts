import { delayOf, longestDelayMs, sinksIn, sourceOf, waits } from './sign-in-limits';

describe('failed sign-ins', () => {
  it('let a pair of address and account mistype four times, then make it wait up to a quarter of an hour', () => {
    expect(waits.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(waits.slice(4)).toEqual([15, 30, 60, 120, 240, 480, 900]);
    // Whoever waits out the longest wait each time stays there: four guesses an hour.
    expect(sinksIn.pair).toBeGreaterThanOrEqual(waits.at(-1)!);
  });

  it('hold up an address or an account alone, never for more than five seconds', () => {
    expect([0, 9, 10, 10.9, 11, 20].map((level) => delayOf('source', level))).toEqual([
      0, 0, 0, 0, 250, 2_500,
    ]);
    expect([0, 5, 6, 8].map((level) => delayOf('account', level))).toEqual([0, 0, 500, 1_500]);
    for (const level of [30, 1_000, 1e9]) {
      expect(delayOf('source', level)).toBe(5_000);
      expect(delayOf('account', level)).toBe(5_000);
    }
    expect(longestDelayMs).toBe(5_000);
  });
});

describe('a network address', () => {
  it.each([
    ['10.9.9.9', '10.9.9.9'],
    ['::ffff:10.9.9.9', '10.9.9.9'],
    ['::FFFF:10.9.9.9', '10.9.9.9'],
    ['2001:0db8:0:0042:1:2:3:4', '2001:db8:0:42::/64'],
    ['2001:db8::42:1:2:3:4', '2001:db8:0:42::/64'],
    ['2001:db8:0:42::9', '2001:db8:0:42::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s is counted as %s', (address, source) => expect(sourceOf(address)).toBe(source));
});

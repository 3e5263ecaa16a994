/**
 * How failed sign-ins slow further ones. Each failure raises a level, which sinks again with time. Three
 * things have one: the pair of a network address and an account, either alone, and a browser that
 * signed in to this account before. A pair waits longer and longer; either alone is only held up for a
 * moment, since a hospital is one network address and an account must not be closed to its owner by
 * others. A browser that the account knows answers for its own failures and for no others.
 */
export const limited = ['pair', 'source', 'account', 'browser'] as const;
export type Limited = (typeof limited)[number];

/** Seconds in which a level sinks by one failure. */
export const sinksIn: Readonly<Record<Limited, number>> = {
  pair: 900,
  browser: 900,
  source: 30,
  account: 60,
};

/**
 * Seconds that must pass after the first, second … failure of a pair or a browser before the next
 * attempt is looked at; the last holds for all further ones.
 */
export const waits: readonly number[] = [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900];

/** Most that an attempt is held up for what others did from this address or on this account. */
export const longestDelayMs = 5_000;

const delays = {
  source: { from: 10, eachMs: 250 },
  account: { from: 5, eachMs: 500 },
} as const;

/** For how long an attempt is held up, whose address or account alone stands at `level`. */
export const delayOf = (what: 'source' | 'account', level: number): number =>
  Math.min(
    longestDelayMs,
    Math.max(0, Math.floor(level) - delays[what].from) * delays[what].eachMs,
  );

/**
 * What counts as one network address: an IPv4 address, however it is written, or the 64 bits of an
 * IPv6 address that are one line's.
 */
export function sourceOf(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '');
  const four = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/.exec(plain);
  if (four) return four[1] ?? plain;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(missing).fill('0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** A source of numbers in [0, 1); always seeded, so that a failing sample can be made again. */
export type Random = () => number;

/** The mulberry32 generator: small, fast, the same sequence on every machine. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number between both ends, ends included. */
export const integerBetween = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** One element of a list that has at least one. */
export function oneOf<T>(random: Random, list: readonly T[]): T {
  const chosen = list[integerBetween(random, 0, list.length - 1)];
  if (chosen === undefined) throw new RangeError('nothing to choose from');
  return chosen;
}

import fc from 'fast-check';
import { classOf, ipras } from './ipras';
import { hasDegree } from './has-degree';
import { meanAgreement } from './mean-agreement';
import { median, medianOf } from './median';
import { methodKeys, type MethodDefinition } from './method';
import { interpolations, percentiles, type PercentileParameters } from './percentiles';
import { randClassic } from './rand-classic';
import { methods } from './registry';

const times = (count: number, value: number): number[] => Array<number>(count).fill(value);
const ratings = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });

/** The published cases of the domain guide, §6.2. */
const vectors = [
  {
    name: 'fifteen raters, published',
    values: [4, 5, 6, ...times(5, 7), ...times(5, 8), ...times(2, 9)],
    median: 7,
    lower: 7,
    upper: 8,
    ipras: 6.1,
    di: 0.1639,
    disagreement: false,
    class: 'appropriate',
  },
  {
    name: 'two camps and one between',
    values: [...times(4, 1), 5, ...times(4, 9)],
    median: 5,
    lower: 1,
    upper: 9,
    ipras: 2.35,
    di: 3.4043,
    disagreement: true,
    class: 'uncertain',
  },
  {
    name: 'thirds of 7, 8, 9',
    values: [...times(3, 7), ...times(3, 8), ...times(3, 9)],
    median: 8,
    lower: 7.4,
    upper: 8.6,
    ipras: 6.85,
    di: 0.1752,
    disagreement: false,
    class: 'appropriate',
  },
  {
    name: 'spread around the middle',
    values: [2, 3, 5, 5, 5, 6, 7, 8, 9],
    median: 5,
    lower: 5,
    upper: 6.6,
    ipras: 3.55,
    di: 0.4507,
    disagreement: false,
    class: 'uncertain',
  },
  {
    name: 'four raters, two camps',
    values: [1, 2, 8, 9],
    median: 5,
    lower: 1.9,
    upper: 8.1,
    ipras: 2.35,
    di: 2.6383,
    disagreement: true,
    class: 'uncertain',
  },
];

describe('IPRAS and disagreement index', () => {
  it.each(vectors)('$name', ({ values, name: _name, di, ...expected }) => {
    const result = ipras.compute(values, ipras.defaults)!;
    expect(result).toMatchObject(expected);
    expect(Number(result.di.toFixed(4))).toBe(di);
    expect(result.ipr).toBeCloseTo(expected.upper - expected.lower, 12);
  });

  it('uses 2.35: the published case gives 6.1, which 2.5 would not', () => {
    expect(ipras.compute(vectors[0]!.values, ipras.defaults)!.ipras).toBe(6.1);
  });

  it('is symmetric: mirrored ratings have the same index', () => {
    fc.assert(
      fc.property(ratings, (values) => {
        const one = ipras.compute(values, ipras.defaults)!;
        const mirrored = ipras.compute(
          values.map((value) => 10 - value),
          ipras.defaults,
        )!;
        expect(mirrored.di).toBeCloseTo(one.di, 12);
        expect(mirrored.ipras).toBeCloseTo(one.ipras, 12);
        expect(mirrored.disagreement).toBe(one.disagreement);
        expect(mirrored.median).toBe(10 - one.median);
      }),
    );
  });

  it('follows the published formula, with an index never negative and disagreement above 1', () => {
    fc.assert(
      fc.property(ratings, (values) => {
        const {
          lower,
          upper,
          ipr,
          ipras: adjusted,
          di,
          disagreement,
        } = ipras.compute(values, ipras.defaults)!;
        expect(ipr).toBeCloseTo(upper - lower, 10);
        expect(adjusted).toBeCloseTo(2.35 + 1.5 * Math.abs(5 - (lower + upper) / 2), 10);
        expect(di).toBeGreaterThanOrEqual(0);
        expect(di).toBeCloseTo(ipr / adjusted, 10);
        expect(disagreement).toBe(di > 1);
      }),
    );
  });

  it('unanimity is never disagreement', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 30 }), (value, n) => {
        const result = ipras.compute(times(n, value), ipras.defaults)!;
        expect(result.di).toBe(0);
        expect(result.class).toBe(classOf(value, false));
      }),
    );
  });

  it.each([
    [7, false, 'appropriate'],
    [6.5, false, 'uncertain'],
    [3.5, false, 'uncertain'],
    [3, false, 'inappropriate'],
    [9, true, 'uncertain'],
    [1, true, 'uncertain'],
  ] as const)('median %d with disagreement %s is %s', (value, disagreement, expected) => {
    expect(classOf(value, disagreement)).toBe(expected);
  });
});

describe('median', () => {
  it.each([
    [[5], 5],
    [[3, 9], 6],
    [[1, 2, 8, 9], 5],
    [[9, 1, 5], 5],
    [[6, 7], 6.5],
  ])('of %j is %d', (values, expected) => {
    expect(median.compute(values, {})).toEqual({ median: expected });
  });

  it('lies between the least and the greatest', () => {
    fc.assert(
      fc.property(ratings, (values) => {
        const result = median.compute(values, {})!.median;
        expect(result).toBeGreaterThanOrEqual(Math.min(...values));
        expect(result).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  it('does not fall when a rating above it is added', () => {
    fc.assert(
      fc.property(ratings, fc.integer({ min: 1, max: 9 }), (values, added) => {
        const before = medianOf(values.toSorted((a, b) => a - b));
        const after = medianOf([...values, added].toSorted((a, b) => a - b));
        if (added >= before) expect(after).toBeGreaterThanOrEqual(before);
        if (added <= before) expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });
});

describe('percentiles', () => {
  const of = (values: number[], over: Partial<PercentileParameters> = {}) =>
    percentiles.compute(values, { ...percentiles.defaults, ...over })!;

  it('interpolate as chosen', () => {
    const values = [1, 2, 8, 9];
    expect(of(values)).toEqual({ lower: 1.9, upper: 8.1 });
    expect(of(values, { interpolation: 'weibull' })).toEqual({ lower: 1.5, upper: 8.5 });
    expect(of(values, { interpolation: 'nearest_rank' })).toEqual({ lower: 2, upper: 8 });
    expect(of([1, 9], { interpolation: 'weibull' })).toEqual({ lower: 1, upper: 9 });
  });

  it('change with the percents', () => {
    const values = [...times(3, 7), ...times(3, 8), ...times(3, 9)];
    expect(of(values, { lower: 33, upper: 66 })).toEqual({ lower: 7.64, upper: 8.28 });
    expect(of(values, { lower: 10, upper: 90 })).toEqual({ lower: 7, upper: 9 });
  });

  it('are exact where binary positions are not', () => {
    // 100 × 0.29 is 28.999… in binary; the 29th step is meant, where the nines begin.
    expect(of([...times(29, 1), ...times(72, 9)], { lower: 29 })).toEqual({ lower: 9, upper: 9 });
  });

  it('lie in order, within the ratings, whatever the interpolation', () => {
    fc.assert(
      fc.property(
        ratings,
        fc.constantFrom(...interpolations),
        fc.integer({ min: 1, max: 49 }),
        fc.integer({ min: 51, max: 99 }),
        (values, interpolation, lower, upper) => {
          const result = of(values, { interpolation, lower, upper });
          expect(result.lower).toBeLessThanOrEqual(result.upper);
          expect(result.lower).toBeGreaterThanOrEqual(Math.min(...values));
          expect(result.upper).toBeLessThanOrEqual(Math.max(...values));
          if (interpolation !== 'nearest_rank') {
            const middle = medianOf(values.toSorted((a, b) => a - b));
            expect(result.lower).toBeLessThanOrEqual(middle);
            expect(result.upper).toBeGreaterThanOrEqual(middle);
          }
        },
      ),
    );
  });

  it.each([
    { lower: 0 },
    { lower: 50 },
    { upper: 50 },
    { upper: 100 },
    { lower: 33.3 },
    { interpolation: 'guess' as never },
  ])('decline parameters %j', (over) => {
    expect(percentiles.accepts({ ...percentiles.defaults, ...over })).toBe(false);
  });
});

describe('RAND classic counts', () => {
  const of = (values: number[]) => randClassic.compute(values, {});

  it('are defined for 8 to 16 raters only', () => {
    for (let n = 1; n <= 20; n += 1) {
      expect(of(times(n, 8)) === null).toBe(n < 8 || n > 16);
    }
  });

  it.each([
    [8, 2],
    [10, 2],
    [11, 3],
    [13, 3],
    [14, 4],
    [16, 4],
  ])('with %d raters tolerate %d outside the zone of the median', (n, most) => {
    expect(of([...times(n - most, 8), ...times(most, 5)])).toMatchObject({
      outside: most,
      agreement: 'agreement',
    });
    expect(of([...times(n - most - 1, 8), ...times(most + 1, 5)])?.agreement).toBe('neither');
  });

  it.each([
    [8, 3],
    [10, 3],
    [11, 4],
    [13, 4],
    [14, 5],
    [16, 5],
  ])('with %d raters need %d in each extreme zone for disagreement', (n, least) => {
    const camps = (low: number) => [
      ...times(low, 2),
      ...times(least, 8),
      ...times(n - low - least, 5),
    ];
    expect(of(camps(least))).toMatchObject({
      agreement: 'disagreement',
      class: 'uncertain',
      inLowZone: least,
      inHighZone: least,
    });
    expect(of(camps(least - 1))?.agreement).not.toBe('disagreement');
  });

  it('read a median between two zones with the higher one', () => {
    expect(of([...times(4, 6), ...times(4, 7)])).toMatchObject({ median: 6.5, outside: 4 });
    expect(of([...times(4, 3), ...times(4, 4)])).toMatchObject({ median: 3.5, outside: 4 });
    expect(of([3, 3, 6, 6, 7, 7, 8, 9])).toMatchObject({ median: 6.5, outside: 4 });
    expect(of([1, 1, 3, 3, 4, 4, 5, 9])).toMatchObject({ median: 3.5, outside: 5 });
    expect(of([...times(2, 3), ...times(6, 4)])).toMatchObject({
      outside: 2,
      agreement: 'agreement',
    });
  });

  it('never find agreement and disagreement at once', () => {
    const panel = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 16 });
    fc.assert(
      fc.property(panel, (values) => {
        const { agreement, outside, inLowZone, inHighZone } = of(values)!;
        const most = values.length <= 10 ? 2 : values.length <= 13 ? 3 : 4;
        if (agreement === 'disagreement') expect(outside).toBeGreaterThan(most);
        expect(agreement === 'agreement').toBe(
          outside <= most && !(inLowZone > most && inHighZone > most),
        );
      }),
    );
  });
});

describe('HAS degree of agreement', () => {
  const of = (values: number[], maxTrim = 0) => hasDegree.compute(values, { maxTrim })!;

  it.each([
    [[7, 7, 8, 9, 9], 'strong_agreement', 'appropriate'],
    [[5, 6, 7, 7, 8, 8, 8, 9, 9], 'relative_agreement', 'appropriate'],
    [[4, 7, 8, 8, 9], 'no_consensus', 'uncertain'],
    [[1, 2, 2, 3, 3], 'strong_agreement', 'inappropriate'],
    [[1, 2, 3, 4, 5], 'relative_agreement', 'inappropriate'],
    [[1, 2, 3, 3, 4, 5, 5], 'relative_agreement', 'inappropriate'],
    [[1, 3, 4, 5], 'relative_agreement', 'inappropriate'],
    [[1, 3, 4, 6], 'no_consensus', 'uncertain'],
    [[4, 4, 5, 6, 6], 'indecision', 'uncertain'],
    [[1, 1, 5, 9, 9], 'indecision', 'uncertain'],
    [[6, 6, 7, 7], 'indecision', 'uncertain'],
    [[1, 1, 3, 9, 9], 'no_consensus', 'uncertain'],
  ] as const)('%j is %s, %s', (values, degree, leaning) => {
    expect(of([...values])).toMatchObject({ degree, class: leaning });
  });

  it('tests the degrees in their order: the strong one first', () => {
    expect(of([1, 1, 1]).degree).toBe('strong_agreement');
    expect(of([9, 9, 9]).degree).toBe('strong_agreement');
  });

  it('sets ratings aside only where asked, and names them', () => {
    const values = [2, 7, 7, 8, 8, 8, 9, 9, 9];
    expect(of(values)).toMatchObject({ degree: 'no_consensus', setAside: [], maxTrim: 0 });
    expect(of(values, 1)).toMatchObject({ degree: 'strong_agreement', setAside: [2], maxTrim: 1 });
  });

  it('tries the stronger degree first even at the price of one set aside', () => {
    expect(of([6, 7, 7, 8, 8, 8, 9], 1)).toMatchObject({
      degree: 'strong_agreement',
      setAside: [6],
    });
  });

  it('sets two aside only from 15 raters', () => {
    expect(of([1, 2, ...times(12, 8)], 2)).toMatchObject({ degree: 'no_consensus', maxTrim: 1 });
    expect(of([1, 2, ...times(13, 8)], 2)).toMatchObject({
      degree: 'strong_agreement',
      setAside: [1, 2],
      maxTrim: 2,
    });
  });

  it('keeps its promise about medians and ranges', () => {
    fc.assert(
      fc.property(ratings, fc.integer({ min: 0, max: 2 }), (values, maxTrim) => {
        const result = of(values, maxTrim);
        expect(result.setAside.length).toBeLessThanOrEqual(result.maxTrim);
        expect(result.maxTrim).toBeLessThanOrEqual(maxTrim);
        if (result.class === 'appropriate') expect(result.median).toBeGreaterThanOrEqual(7);
        if (result.class === 'inappropriate') expect(result.median).toBeLessThanOrEqual(3.5);
        if (result.degree === 'strong_agreement' && result.setAside.length === 0) {
          const zone = result.class === 'appropriate' ? [7, 9] : [1, 3];
          for (const value of values) {
            expect(value).toBeGreaterThanOrEqual(zone[0]!);
            expect(value).toBeLessThanOrEqual(zone[1]!);
          }
        }
      }),
    );
  });
});

describe('mean agreement out of ten', () => {
  const of = (values: number[]) => meanAgreement.compute(values, {})!.mean;

  it.each([
    [[7, 7, 7, 8], 7.3], // 7.25
    [[8, 8, 8, 8, 8, 8, 8, 8, 8, 9, 8, 9, 8, 9, 8, 9, 9, 9, 8, 9], 8.4], // 167 / 20 = 8.35
    [[1, 1, 1, 2], 1.3], // 1.25
    [[0], 0],
    [[10, 10], 10],
    [[7, 8, 8], 7.7],
  ])('of %j is %d', (values, mean) => expect(of(values)).toBe(mean));

  it('rounds exact halves up for every sum and number of answers', () => {
    // A half in the second decimal with n = 20: k / 20 = x.x5 for every odd k.
    for (let sum = 1; sum <= 200; sum += 2) {
      const values = Array.from(
        { length: 20 },
        (_, index) => Math.floor(sum / 20) + (index < sum % 20 ? 1 : 0),
      );
      expect(of(values)).toBe((sum + 1) / 2 / 10);
    }
  });

  it('is the nearest tenth', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), (values) => {
        const sum = values.reduce((total, value) => total + value, 0);
        const { mean, n, distribution } = meanAgreement.compute(values, {})!;
        expect(Math.abs(mean - sum / values.length)).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(n).toBe(values.length);
        expect(distribution.reduce((total, count, value) => total + count * value, 0)).toBe(sum);
      }),
    );
  });
});

describe.each(methodKeys)('every method: %s', (key) => {
  const method = methods[key] as MethodDefinition<unknown, unknown>;
  const { min, max } = method.scale;
  const values = fc.array(fc.integer({ min, max }), {
    minLength: method.size.min,
    maxLength: Math.min(method.size.max, 30),
  });

  it('gives the result of its own sample, with defaults that it accepts', () => {
    expect(method.accepts(method.defaults)).toBe(true);
    expect(method.compute(method.sample.values, method.defaults)).toEqual(method.sample.result);
  });

  it('does not depend on the order of the values, and leaves them as they are', () => {
    fc.assert(
      fc.property(
        values.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const before = [...list];
          expect(method.compute(shuffled, method.defaults)).toEqual(
            method.compute(list, method.defaults),
          );
          expect(list).toEqual(before);
        },
      ),
    );
  });

  it('gives nothing for nobody, and throws on a value off its scale', () => {
    expect(method.compute([], method.defaults)).toBeNull();
    const valid = Array<number>(8).fill(min);
    for (const wrong of [min - 1, max + 1, min + 0.5, Number.NaN]) {
      expect(() => method.compute([...valid, wrong], method.defaults)).toThrow(RangeError);
    }
  });
});

import fc from 'fast-check';
import {
  abstentionReasons,
  type GroupedAbstention,
  type GroupedRating,
  type Rating,
} from './ratings';
import {
  acceptsParameters,
  classifyingMethods,
  defaultParameters,
  reachOf,
  resultOf,
  resultOfVotes,
} from './results';

const group = (profession: string, ...values: number[]): GroupedRating[] =>
  values.map((value) => ({ profession, value: value as Rating }));

const rating = fc.integer({ min: 1, max: 9 }).map((value) => value as Rating);
const profession = fc.constantFrom(
  'radiologist',
  'radiographer',
  'physicist',
  'engineer',
  'patient',
);
const ratings: fc.Arbitrary<GroupedRating[]> = fc.array(fc.record({ profession, value: rating }), {
  maxLength: 25,
});
const abstentions: fc.Arbitrary<GroupedAbstention[]> = fc.array(
  fc.record({ profession, reason: fc.constantFrom(...abstentionReasons) }),
  { maxLength: 6 },
);

describe('resultOf', () => {
  const ten = [
    ...group('radiologist', 7, 8, 8, 9, 7),
    ...group('radiographer', 8, 7, 9, 8),
    ...group('patient_representative', 2),
  ];

  it('gives every index of a full panel, with its method and parameters', () => {
    const result = resultOf(ten, {
      abstentions: [{ profession: 'buyer', reason: 'outside_competence' }],
    });
    expect(result).toMatchObject({
      n: 10,
      abstained: { outside_competence: 1, not_enough_information: 0 },
      distribution: [0, 1, 0, 0, 0, 0, 3, 4, 2],
      median: 8,
      p30: 7,
      p70: 8,
      disagreement: false,
      class: 'appropriate',
      hasDegree: 'no_consensus',
      randClassic: { agreement: 'agreement' },
      reach: 'full',
      indicative: false,
      suppressed: [],
      method: 'ipras',
      parameters: defaultParameters,
      attribution: 'profession',
    });
  });

  it('keeps a lone low rating visible by profession though the group agrees', () => {
    const { class: agreed, low } = resultOf(ten);
    expect(agreed).toBe('appropriate');
    expect(low).toEqual([{ profession: 'patient_representative', ratings: [2] }]);
  });

  it('gives each profession its own line, also one that only abstained', () => {
    const { professions } = resultOf(ten, {
      abstentions: [{ profession: 'buyer', reason: 'not_enough_information' }],
    });
    expect(professions.map((one) => [one.profession, one.n, one.median, one.reach])).toEqual([
      ['buyer', 0, null, 'raw'],
      ['patient_representative', 1, 2, 'raw'],
      ['radiographer', 4, 8, 'raw'],
      ['radiologist', 5, 8, 'indicative'],
    ]);
  });

  it.each([
    [0, 'raw'],
    [4, 'raw'],
    [5, 'indicative'],
    [7, 'indicative'],
    [8, 'full'],
    [30, 'full'],
  ] as const)('%d raters reach %s', (n, reach) => {
    expect(reachOf(n)).toBe(reach);
    const result = resultOf(group('nurse', ...Array<number>(n).fill(8)));
    expect(result.indicative).toBe(reach === 'indicative');
    expect(result.suppressed).toEqual(reach === 'raw' ? ['indices', 'class'] : []);
    expect(result.class).toBe(reach === 'raw' ? null : 'appropriate');
    expect(result.di).toBe(reach === 'raw' ? null : 0);
    expect(result.hasDegree).toBe(reach === 'raw' ? null : 'strong_agreement');
    expect(result.median).toBe(n === 0 ? null : 8);
    expect(result.distribution[7]).toBe(n);
  });

  it('lets the method of the round decide class and disagreement', () => {
    const split = group('nurse', 1, 7, 7, 8, 8, 8, 9, 9, 9);
    const by = (method: (typeof classifyingMethods)[number]) => resultOf(split, { method });
    expect(by('ipras')).toMatchObject({ class: 'appropriate', disagreement: false });
    expect(by('rand_classic')).toMatchObject({ class: 'appropriate', disagreement: false });
    expect(by('has_degree')).toMatchObject({ class: 'uncertain', disagreement: true });
  });

  it('says that the classic counts give no class outside their sizes', () => {
    const six = group('nurse', 7, 7, 8, 8, 9, 9);
    expect(resultOf(six, { method: 'rand_classic' })).toMatchObject({
      class: null,
      di: expect.any(Number),
      suppressed: ['class'],
    });
  });

  it('uses the parameters it stores', () => {
    const values = group('nurse', 7, 7, 7, 8, 8, 8, 9, 9, 9);
    const parameters = {
      ipras: { lower: 33, upper: 66, interpolation: 'linear' as const },
      has_degree: { maxTrim: 1 },
    };
    expect(resultOf(values, { parameters })).toMatchObject({ p30: 7.64, p70: 8.28, parameters });
    expect(acceptsParameters(parameters)).toBe(true);
    expect(acceptsParameters({ ...parameters, has_degree: { maxTrim: 3 } })).toBe(false);
  });

  it('gives ratings and abstentions of votes alike', () => {
    expect(
      resultOfVotes([
        { profession: 'nurse', vote: { kind: 'rating', value: 8 } },
        { profession: 'nurse', vote: { kind: 'abstention', reason: 'outside_competence' } },
      ]),
    ).toEqual(
      resultOf(group('nurse', 8), {
        abstentions: [{ profession: 'nurse', reason: 'outside_competence' }],
      }),
    );
  });
});

describe('properties of a result', () => {
  it('does not depend on the order of ratings', () => {
    fc.assert(
      fc.property(
        ratings.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        fc.constantFrom(...classifyingMethods),
        ([list, shuffled], method) => {
          expect(resultOf(shuffled, { method })).toEqual(resultOf(list, { method }));
        },
      ),
    );
  });

  it('counts everyone once, overall and over professions', () => {
    fc.assert(
      fc.property(ratings, abstentions, (list, aside) => {
        const result = resultOf(list, { abstentions: aside });
        const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);
        expect(sum(result.distribution)).toBe(list.length);
        expect(sum(Object.values(result.abstained))).toBe(aside.length);
        expect(sum(result.professions.map(({ n }) => n))).toBe(list.length);
        for (let value = 0; value < 9; value += 1) {
          expect(sum(result.professions.map(({ distribution }) => distribution[value]!))).toBe(
            result.distribution[value],
          );
        }
        expect(sum(result.low.map((one) => one.ratings.length))).toBe(
          list.filter(({ value }) => value <= 3).length,
        );
      }),
    );
  });

  it('abstentions change no index', () => {
    fc.assert(
      fc.property(ratings, abstentions, (list, aside) => {
        const { median, di, class: agreed, n } = resultOf(list);
        expect(resultOf(list, { abstentions: aside })).toMatchObject({
          median,
          di,
          class: agreed,
          n,
        });
      }),
    );
  });

  it('names a class only from five raters, and folds it below eight', () => {
    fc.assert(
      fc.property(ratings, (list) => {
        const result = resultOf(list);
        expect(result.class !== null).toBe(list.length >= 5);
        expect(result.indicative).toBe(list.length >= 5 && list.length < 8);
        for (const one of result.professions) {
          if (one.n < 5) {
            expect([
              one.class,
              one.di,
              one.ipras,
              one.p30,
              one.hasDegree,
              one.disagreement,
            ]).toEqual(Array(6).fill(null));
          }
        }
      }),
    );
  });

  it('an anonymous result gives no line from which a small profession could be read off', () => {
    fc.assert(
      fc.property(ratings, abstentions, (list, aside) => {
        const result = resultOf(list, { abstentions: aside, attribution: 'anonymous' });
        const sizeOf = (name: string) =>
          [...list, ...aside].filter((one) => one.profession === name).length;
        for (const { profession: name } of result.professions) {
          expect(sizeOf(name)).toBeGreaterThanOrEqual(5);
          expect(result.withheld).not.toContain(name);
        }
        if (result.withheld.length > 0 && result.professions.length > 0) {
          expect(result.withheld.length).toBeGreaterThanOrEqual(2);
          const hidden = result.withheld.reduce((sum, name) => sum + sizeOf(name), 0);
          expect(hidden).toBeGreaterThanOrEqual(5);
        }
        for (const { profession: name } of result.low) {
          if (name !== null) expect(result.withheld).not.toContain(name);
        }
      }),
      { numRuns: 500 },
    );
  });
});

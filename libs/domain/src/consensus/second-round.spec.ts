import fc from 'fast-check';
import { recomputeWithout, type LeftOut } from './late-links';
import type { CastVote, Rating } from './ratings';
import { resultOf, resultOfVotes } from './results';
import {
  movementOf,
  reasonToRateAgain,
  statementsForSecondRound,
  statementsToRateAgain,
} from './second-round';

const result = (...values: number[]) =>
  resultOf(values.map((value) => ({ profession: 'nurse', value: value as Rating })));

const votesOf = (statement: string, values: Record<string, number | null>): CastVote[] =>
  Object.entries(values).map(([seat, value]) => ({
    seat,
    profession: 'nurse',
    statement,
    vote:
      value === null
        ? { kind: 'abstention', reason: 'outside_competence' }
        : { kind: 'rating', value: value as Rating },
  }));

describe('what is rated again', () => {
  it.each([
    [[7, 7, 7, 8, 8, 8, 9, 9, 9], null],
    [[1, 1, 2, 2, 2, 3, 3, 3], null],
    [[1, 1, 1, 1, 5, 9, 9, 9, 9], 'disagreement'],
    [[2, 3, 5, 5, 5, 6, 7, 8, 9], 'uncertain'],
    [[], 'unrated'],
    // below five raters: no class, so the zones decide
    [[7, 8, 9], null],
    [[1, 8, 9], 'disagreement'],
    [[4, 5, 8], 'uncertain'],
    [[1, 2], null],
    [[7], null],
    [[3, 4, 2], null],
  ])('%j: %s', (values, reason) => {
    expect(reasonToRateAgain(result(...values))).toBe(reason);
  });

  it('takes up those statements and no others, in their order', () => {
    expect(
      statementsForSecondRound([
        { statement: 'a', result: result(8, 8, 8, 8, 8) },
        { statement: 'b', result: result(5, 5, 5, 5, 5) },
        { statement: 'c', result: result(1, 1, 9, 9, 9) },
      ]),
    ).toEqual([
      { statement: 'b', reason: 'uncertain' },
      { statement: 'c', reason: 'disagreement' },
    ]);
  });
});

describe('movementOf', () => {
  const first = votesOf('a', { s1: 1, s2: 5, s3: 5, s4: 9, s5: 9, s6: 5 });
  const second = votesOf('a', { s1: 7, s2: 7, s3: 5, s4: 8, s5: null, s7: 7 });
  const side = (votes: CastVote[]) => ({ votes, result: resultOfVotes(votes) });

  it('tells how the panel came together, in counts', () => {
    expect(movementOf('a', side(first), side([...second, ...votesOf('b', { s1: 1 })]))).toEqual({
      statement: 'a',
      medianBefore: 5,
      medianAfter: 7,
      iprBefore: 2,
      iprAfter: expect.any(Number),
      classBefore: 'uncertain',
      classAfter: expect.anything(),
      classChanged: expect.any(Boolean),
      raised: 2,
      lowered: 1,
      kept: 1,
      joined: 1,
      left: 2,
    });
  });

  it('counts every rater of both rounds once', () => {
    const panel = fc.dictionary(
      fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6'),
      fc.option(fc.integer({ min: 1, max: 9 })),
    );
    fc.assert(
      fc.property(panel, panel, (one, other) => {
        const [before, after] = [side(votesOf('a', one)), side(votesOf('a', other))];
        const { raised, lowered, kept, joined, left } = movementOf('a', before, after);
        expect(raised + lowered + kept + joined).toBe(after.result.n);
        expect(raised + lowered + kept + left).toBe(before.result.n);
      }),
    );
  });

  it('finds nothing moved between a round and itself', () => {
    expect(movementOf('a', side(first), side(first))).toMatchObject({
      raised: 0,
      lowered: 0,
      kept: 6,
      classChanged: false,
    });
  });
});

describe('a link found after the round', () => {
  const votes = [
    ...votesOf('a', { s1: 9, s2: 9, s3: 7, s4: 5, s5: 5, s6: 5 }),
    ...votesOf('b', { s2: 8, s3: 8, s4: 8, s5: 8, s6: 8 }),
  ];

  const stored = (given: readonly CastVote[]) =>
    [...new Set(given.map(({ statement }) => statement))].map((statement) => ({
      statement,
      result: resultOfVotes(given.filter((vote) => vote.statement === statement)),
    }));
  const without = (
    given: readonly CastVote[],
    seats: readonly string[],
    leftOut: readonly LeftOut[] = [],
  ) =>
    recomputeWithout(
      stored(given.filter(({ seat }) => !leftOut.some((one) => one.seat === seat))),
      { votes: given, leftOut },
      ({ seat }) => seats.includes(seat),
    );

  it('recomputes only what the member rated, and tells a change of class', () => {
    expect(
      without(votes, ['s1']).map(({ statement, before, after, excluded, classChanged }) => [
        statement,
        before.n,
        after.n,
        excluded,
        classChanged,
      ]),
    ).toEqual([['a', 6, 5, 1, false]]);
    const strong = votesOf('a', { s1: 9, s2: 9, s3: 7, s4: 7, s5: 5, s6: 5, s7: 6 });
    expect(without(strong, ['s1', 's2'])).toMatchObject([{ classChanged: true }]);
    // Too few are left to name a class.
    expect(without(votes, ['s2'])).toContainEqual(
      expect.objectContaining({ statement: 'b', classChanged: true }),
    );
  });

  it('starts from what was stored: ratings left out at the closing neither come back nor go twice', () => {
    const leftOut = [{ seat: 's1', statement: 'a' }];
    expect(without(votes, ['s1'], leftOut)).toEqual([]);
    expect(without(votes, ['s1', 's3'], leftOut)).toMatchObject([
      { statement: 'a', before: { n: 5 }, after: { n: 4 }, excluded: 1 },
      { statement: 'b' },
    ]);
    expect(without(votes, [], leftOut)).toEqual([]);
  });

  it('changes nothing when nobody is left out', () => {
    expect(without(votes, [])).toEqual([]);
    expect(without(votes, ['stranger'])).toEqual([]);
  });
});

describe('statements whose figures were withheld', () => {
  const told = (statement: string, ...values: number[]) => ({
    statement,
    result: resultOfVotes(
      votesOf(statement, Object.fromEntries(values.map((value, index) => [`s${index}`, value]))),
    ),
  });
  const agreed = [8, 8, 8, 8, 9, 9, 9, 9];
  const split = [1, 1, 1, 2, 8, 9, 9, 9];

  it('are rated again whatever they gave, for no other reason than that', () => {
    expect(
      statementsToRateAgain([
        { statements: [told('a', ...agreed), told('b', ...split)], withheld: ['a', 'b'] },
      ]),
    ).toEqual([
      { statement: 'a', reason: 'withheld' },
      { statement: 'b', reason: 'withheld' },
    ]);
  });

  it('stay to be rated until a later round gives figures that are told', () => {
    const first = { statements: [told('a', ...agreed), told('b', ...split)], withheld: ['a'] };
    expect(statementsToRateAgain([first])).toEqual([
      { statement: 'b', reason: 'disagreement' },
      { statement: 'a', reason: 'withheld' },
    ]);
    const second = { statements: [told('b', ...agreed)], withheld: [] };
    expect(statementsToRateAgain([first, second])).toEqual([
      { statement: 'a', reason: 'withheld' },
    ]);
    const third = { statements: [told('a', ...agreed)], withheld: [] };
    expect(statementsToRateAgain([first, second, third])).toEqual([]);
    expect(statementsToRateAgain([])).toEqual([]);
  });
});

import fc from 'fast-check';
import { recomputeWithout, reopensOpinion } from './late-links';
import type { CastVote, Rating } from './ratings';
import { resultOf, resultOfVotes } from './results';
import {
  movementOf,
  reasonToRateAgain,
  standingVotes,
  statementsForSecondRound,
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

describe('standingVotes', () => {
  it('keeps the latest word of each member on each statement', () => {
    const votes = standingVotes([
      [...votesOf('a', { s1: 1, s2: 5 }), ...votesOf('b', { s1: 9 })],
      votesOf('a', { s1: 7, s2: null }),
    ]);
    expect(votes).toHaveLength(3);
    expect(votes).toEqual(
      expect.arrayContaining([...votesOf('a', { s1: 7, s2: null }), ...votesOf('b', { s1: 9 })]),
    );
  });
});

describe('a link found after the round', () => {
  const votes = [
    ...votesOf('a', { s1: 9, s2: 9, s3: 7, s4: 5, s5: 5, s6: 5 }),
    ...votesOf('b', { s2: 8, s3: 8, s4: 8, s5: 8, s6: 8 }),
  ];

  it('recomputes only what the member rated, and tells a change of class', () => {
    const recomputed = recomputeWithout(votes, ['s1']);
    expect(
      recomputed.map(({ statement, before, after }) => [statement, before.n, after.n]),
    ).toEqual([['a', 6, 5]]);
    expect(reopensOpinion(recomputed)).toBe(false);
  });

  it('reopens the opinion where the class changes, or can no longer be named', () => {
    const strong = votesOf('a', { s1: 9, s2: 9, s3: 7, s4: 7, s5: 5, s6: 5, s7: 6 });
    const changed = recomputeWithout(strong, ['s1', 's2']);
    expect(changed).toMatchObject([{ classChanged: true }]);
    expect(reopensOpinion(changed)).toBe(true);
    expect(reopensOpinion(recomputeWithout(votes, ['s2']))).toBe(true);
  });

  it('changes nothing when nobody is left out', () => {
    expect(recomputeWithout(votes, [])).toEqual([]);
    expect(recomputeWithout(votes, ['stranger'])).toEqual([]);
  });
});

import { safeParse } from 'valibot';
import { conditionSchema, evaluate, leavesOf, type Tree, type Truth } from './conditions';

interface Given {
  readonly op: 'given';
  readonly truth: Truth;
}
const given = (truth: Truth): Given => ({ op: 'given', truth });
const truthOf = (leaf: Given): Truth => leaf.truth;
const of = (tree: Tree<Given>): Truth => evaluate(tree, truthOf);
const values: readonly Truth[] = [true, false, 'unknown'];

describe('three values', () => {
  // Kleene's strong tables; rows and columns in the order true, false, unknown.
  const and: Truth[][] = [
    [true, false, 'unknown'],
    [false, false, false],
    ['unknown', false, 'unknown'],
  ];
  const or: Truth[][] = [
    [true, true, true],
    [true, false, 'unknown'],
    [true, 'unknown', 'unknown'],
  ];

  it('all follows the table of conjunction', () => {
    const table = values.map((a) => values.map((b) => of({ op: 'all', of: [given(a), given(b)] })));
    expect(table).toEqual(and);
  });

  it('any follows the table of disjunction', () => {
    const table = values.map((a) => values.map((b) => of({ op: 'any', of: [given(a), given(b)] })));
    expect(table).toEqual(or);
  });

  it('not keeps what is unknown', () => {
    expect(values.map((a) => of({ op: 'not', of: given(a) }))).toEqual([false, true, 'unknown']);
  });

  it('a tree behaves as its negation turned over (De Morgan)', () => {
    for (const a of values)
      for (const b of values)
        expect(of({ op: 'not', of: { op: 'all', of: [given(a), given(b)] } })).toBe(
          of({
            op: 'any',
            of: [
              { op: 'not', of: given(a) },
              { op: 'not', of: given(b) },
            ],
          }),
        );
  });

  it('lists the leaves from left to right', () => {
    const tree: Tree<Given> = {
      op: 'any',
      of: [given(true), { op: 'not', of: { op: 'all', of: [given(false), given('unknown')] } }],
    };
    expect(leavesOf(tree).map((leaf) => leaf.truth)).toEqual([true, false, 'unknown']);
  });
});

describe('the shape of a condition', () => {
  const leaf = { op: 'equals', question: 'Q01.need.problem', value: 'yes' };

  it('takes nested trees', () => {
    const tree = {
      op: 'all',
      of: [leaf, { op: 'not', of: { op: 'flag', flag: 'hardware_included' } }],
    };
    expect(safeParse(conditionSchema, tree).success).toBe(true);
  });

  it.each([
    ['an unknown operator', { op: 'eval', of: [leaf] }],
    ['a text to parse', 'Q01.need.problem == yes'],
    ['an empty list', { op: 'any', of: [] }],
    ['a surplus property', { ...leaf, or: true }],
    ['an unknown flag', { op: 'flag', flag: 'expensive' }],
    ['the day of the decision', { op: 'is', question: 'Q01.need.problem', pseudo: 'empty' }],
  ])('refuses %s', (_name, tree) => {
    expect(safeParse(conditionSchema, tree).success).toBe(false);
  });

  it('refuses depth without exhausting the stack', () => {
    let tree: unknown = leaf;
    for (let depth = 0; depth < 100_000; depth += 1) tree = { op: 'not', of: tree };
    expect(safeParse(conditionSchema, tree).success).toBe(false);
  });
});

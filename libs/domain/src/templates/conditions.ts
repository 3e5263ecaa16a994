import * as v from 'valibot';
import { codeSchema, deviceFlags, keySchema, type DeviceFlag } from './keys';
import { pseudoAnswers, type PseudoAnswer } from './question-types';

/**
 * Conditions and blockers are JSON trees, never texts to parse at run time, evaluated in three values
 * after Kleene: what is not known stays unknown unless the rest of the tree decides.
 */
export type Truth = boolean | 'unknown';

/** `all` holds when each part does, `any` when one does; an empty `all` is true, an empty `any` false. */
export type Tree<Leaf> = Leaf | Branch<Leaf>;

type Branch<Leaf> =
  | { readonly op: 'all' | 'any'; readonly of: readonly Tree<Leaf>[] }
  | { readonly op: 'not'; readonly of: Tree<Leaf> };

/** A test of one answer that needs nothing but the answer. */
export type AnswerTest =
  | { readonly op: 'equals' | 'notEquals'; readonly value: string }
  /** The code is among the chosen ones. */
  | { readonly op: 'has'; readonly value: string }
  /** The code is the only chosen one. */
  | { readonly op: 'only'; readonly value: string }
  | { readonly op: 'answered' };

/** When a question, or a whole module, applies. */
export type ConditionLeaf =
  | (AnswerTest & { readonly question: string })
  | { readonly op: 'flag'; readonly flag: DeviceFlag }
  /** The coordinator added the module by hand. */
  | { readonly op: 'added'; readonly module: string };
export type Condition = Tree<ConditionLeaf>;

/** When an answer blocks: tests the question's own answer, its evidence, the day of the decision. */
export type BlockerLeaf = AnswerTest | { readonly op: 'is'; readonly pseudo: PseudoAnswer };
export type BlockerTest = Tree<BlockerLeaf>;

const negated = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

type Named = { readonly op: string };

const isBranch = <Leaf extends Named>(tree: Tree<Leaf>): tree is Branch<Leaf> =>
  tree.op === 'all' || tree.op === 'any' || tree.op === 'not';

/** The truth of a tree, given the truth of each leaf. */
export function evaluate<Leaf extends Named>(
  tree: Tree<Leaf>,
  truthOf: (leaf: Leaf) => Truth,
): Truth {
  if (!isBranch(tree)) return truthOf(tree as Leaf);
  if (tree.op === 'not') return negated(evaluate(tree.of, truthOf));
  // `all` is settled by the first false, `any` by the first true; an unknown settles nothing.
  const settling = tree.op === 'any';
  let result: Truth = !settling;
  for (const part of tree.of) {
    const truth = evaluate(part, truthOf);
    if (truth === settling) return settling;
    if (truth === 'unknown') result = 'unknown';
  }
  return result;
}

/** Every leaf of a tree, from left to right. */
export function leavesOf<Leaf extends Named>(tree: Tree<Leaf>): Leaf[] {
  if (!isBranch(tree)) return [tree as Leaf];
  return tree.op === 'not' ? leavesOf(tree.of) : tree.of.flatMap((part) => leavesOf(part));
}

const depthOf = (tree: unknown, depth = 0): number => {
  if (depth > 8 || typeof tree !== 'object' || tree === null || !('of' in tree)) return depth;
  const parts: unknown[] = Array.isArray(tree.of) ? tree.of : [tree.of];
  return Math.max(depth, ...parts.map((part) => depthOf(part, depth + 1)));
};

const answerTests = <Entries extends v.ObjectEntries>(entries: Entries) =>
  [
    v.strictObject({ op: v.picklist(['equals', 'notEquals']), value: codeSchema, ...entries }),
    v.strictObject({ op: v.literal('has'), value: codeSchema, ...entries }),
    v.strictObject({ op: v.literal('only'), value: codeSchema, ...entries }),
    v.strictObject({ op: v.literal('answered'), ...entries }),
  ] as const;

const branches = <Leaf>(tree: () => v.GenericSchema<Tree<Leaf>>) =>
  [
    v.strictObject({
      op: v.picklist(['all', 'any']),
      of: v.pipe(v.array(v.lazy(tree)), v.minLength(1), v.maxLength(20)),
    }),
    v.strictObject({ op: v.literal('not'), of: v.lazy(tree) }),
  ] as const;

// A hostile template must not be able to exhaust the stack: depth is bounded before the recursion.
const shallow = v.custom<unknown>((tree) => depthOf(tree) <= 8, 'condition too deep');

const conditionTree: v.GenericSchema<Condition> = v.union([
  ...branches(() => conditionTree),
  ...answerTests({ question: keySchema }),
  v.strictObject({ op: v.literal('flag'), flag: v.picklist(deviceFlags) }),
  v.strictObject({ op: v.literal('added'), module: codeSchema }),
]) as v.GenericSchema<Condition>;

const blockerTree: v.GenericSchema<BlockerTest> = v.union([
  ...branches(() => blockerTree),
  ...answerTests({}),
  v.strictObject({ op: v.literal('is'), pseudo: v.picklist(pseudoAnswers) }),
]) as v.GenericSchema<BlockerTest>;

export const conditionSchema = v.pipe(shallow, conditionTree);
export const blockerTestSchema = v.pipe(shallow, blockerTree);

import { useTranslation } from 'react-i18next';
import type { Locale } from '@consilium/domain/kernel';
import {
  questionTypeOf,
  type AnswerTest,
  type BlockerTest,
  type Condition,
  type Question,
  type TemplateDocument,
  type Tree,
} from '@consilium/domain/templates';
import { useFormat } from '@consilium/ui';
import { useLocale } from '../platform/use-locale';

interface RuleWords {
  /** When something applies, as a sentence without its capital and full stop. */
  condition(tree: Condition): string;
  /** Which answer of the question blocks. */
  blocker(question: Question, tree: BlockerTest): string;
}

type Branch<Leaf> =
  | { readonly op: 'all' | 'any'; readonly of: readonly Tree<Leaf>[] }
  | { readonly op: 'not'; readonly of: Tree<Leaf> };

const isBranch = <Leaf extends { readonly op: string }>(tree: Tree<Leaf>): tree is Branch<Leaf> =>
  tree.op === 'all' || tree.op === 'any' || tree.op === 'not';

const labelOf = (question: Question | undefined, code: string, locale: Locale): string =>
  (question &&
    questionTypeOf(question.type.kind)
      .choices(question.type.config)
      .find((choice) => choice.code === code)?.label[locale]) ??
  code;

/** Conditions and blockers of a template in the words of the page. */
export function useRuleWords(document: TemplateDocument): RuleWords {
  const { t } = useTranslation('templates');
  const { list } = useFormat();
  const locale = useLocale();

  const words = <Leaf extends { readonly op: string }>(
    tree: Tree<Leaf>,
    leafWords: (leaf: Leaf) => string,
    inside = false,
  ): string => {
    if (!isBranch(tree)) return leafWords(tree);
    if (tree.op === 'not') return t('rule.not', { rule: words(tree.of, leafWords, true) });
    const parts = tree.of.map((part) => words(part, leafWords, true));
    const joined = list(parts, tree.op === 'all' ? 'conjunction' : 'disjunction');
    return inside && parts.length > 1 ? `(${joined})` : joined;
  };

  const valueOf = (question: Question | undefined, test: AnswerTest): string =>
    'value' in test ? labelOf(question, test.value, locale) : '';

  return {
    condition: (tree) =>
      words(tree, (leaf) => {
        if (leaf.op === 'flag') return t('rule.flag', { flag: t(`flags.${leaf.flag}`) });
        if (leaf.op === 'added') return t('rule.added');
        const asked = document.questions.find(({ key }) => key === leaf.question);
        return t(`rule.other.${leaf.op}`, {
          question: asked?.text[locale] ?? leaf.question,
          value: valueOf(asked, leaf),
        });
      }),
    blocker: (question, tree) =>
      words(tree, (leaf) =>
        leaf.op === 'is'
          ? t(`rule.pseudo.${leaf.pseudo}`)
          : t(`rule.own.${leaf.op}`, { value: valueOf(question, leaf) }),
      ),
  };
}

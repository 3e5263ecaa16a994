import { useTranslation } from 'react-i18next';
import type { OpinionProblem } from '@consilium/domain/decisions';
import { useFormat } from '@consilium/ui';
import type { Condition, Seat } from './use-decision-page';

export const nameOf = (seats: readonly Seat[], seat: string | null): string =>
  seats.find((one) => one.seat === seat)?.name ?? '';

/** By when a condition is met, in words; empty where nothing is fixed. */
export function useGateText(): (gate: Condition['gate']) => string {
  const { t } = useTranslation('decisions');
  return (gate) =>
    gate === null
      ? ''
      : gate.kind === 'within_months'
        ? t('gates.within_months', { count: gate.months ?? 0 })
        : t(`gates.${gate.kind}`);
}

/** Questions named before the others are only counted: the page lists all of them. */
const namedQuestions = 3;

/** « B05.1 et B07.2 », or the first few « et 4 autres ». */
export function useQuestionList(): (questions: readonly string[]) => string {
  const { t } = useTranslation('decisions');
  const { list } = useFormat();
  return (questions) => {
    const all = [...new Set(questions)];
    const more = all.length - namedQuestions;
    return more > 1
      ? list([...all.slice(0, namedQuestions), t('screen.opinion.more', { count: more })])
      : list(all);
  };
}

type Problem = Pick<OpinionProblem, 'code'> & { readonly about: string | null };

/** What is missing, with the condition or question it is about, numbered as on the page. */
export function useProblemText(): (problem: Problem, conditionIds: readonly string[]) => string {
  const { t } = useTranslation('decisions');
  return ({ code, about }, conditionIds) => {
    const words = t(`problems.${code}`);
    if (about === null) return words;
    const number = conditionIds.indexOf(about) + 1;
    return number > 0
      ? t('screen.opinion.aboutCondition', { number, problem: words })
      : t('screen.opinion.aboutQuestion', { question: about, problem: words });
  };
}

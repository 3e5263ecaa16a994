import type { Facts } from '@consilium/domain/access';
import {
  allowedOutcomes,
  outcomeKeys,
  type BlockerEffect,
  type OutcomeKey,
  type Requirement,
} from '@consilium/domain/decisions';
import { locales, type Texts } from '@consilium/domain/kernel';
import { summaryOfAnswer, type BlockingReason, type Question } from '@consilium/domain/templates';
import { isQuestionRead } from '../answers';
import type { Judgement } from './judgement';

export interface BlockerLine {
  readonly question: string;
  readonly section: string;
  readonly text: Texts;
  /** Null for a point of vigilance. */
  readonly effect: BlockerEffect | null;
  readonly reason: BlockingReason;
  /** The answer as it reads; null where it is reserved to others. */
  readonly answer: Texts | null;
  readonly override: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

export interface OutcomeLine {
  readonly key: OutcomeKey;
  readonly allowed: boolean;
  /** Questions. */
  readonly barredBy: readonly string[];
  readonly needsConditionFor: readonly string[];
  readonly requires: readonly Requirement[];
}

/** What stands against an opinion, as far as the judgement given knows of it. */
export const blockerLines = (
  { findings, context, panel }: Judgement,
  facts: Facts,
): BlockerLine[] => {
  const answerTo = (question: Question): Texts =>
    Object.fromEntries(
      locales.map((locale) => [
        locale,
        summaryOfAnswer(question, context.facts.answers[question.key], locale),
      ]),
    ) as Texts;
  return findings.map(({ finding: { question, reason }, effect, override }) => ({
    question: question.key,
    section: question.section,
    text: question.text,
    effect,
    reason,
    answer: isQuestionRead(context, facts, question) ? answerTo(question) : null,
    override: override && {
      by: panel.find(({ seat }) => seat === override.seatId)?.name ?? '',
      at: override.madeAt,
      reason: override.reason,
    },
  }));
};

/** Which outcomes that leaves. */
export const outcomeLines = ({ blockers, overrides }: Judgement): OutcomeLine[] => {
  const allowances = allowedOutcomes(blockers, overrides);
  return outcomeKeys.map((key) => {
    const { allowed, barredBy, needsConditionFor, requires } = allowances[key];
    return {
      key,
      allowed,
      barredBy: barredBy.map(({ question }) => question),
      needsConditionFor: needsConditionFor.map(({ question }) => question),
      requires,
    };
  });
};

import { isAnswered, type Answer, type TemplateFacts } from './answers';
import { activeQuestionsOf, truthOfTest } from './applicability';
import { evaluate, type BlockerLeaf, type Truth } from './conditions';
import type { Blocker, BlockerGate, Question, TemplateDocument } from './document';
import { questionTypeOf, type JudgementMoment } from './question-types';

/** Why a blocker stands. */
export type BlockingReason = 'answer' | 'partial' | 'unknown' | 'unanswered' | 'not_applicable';

/**
 * What an answer does to the opinion.
 * `hard` bars every favourable outcome; `soft` bars plain favourable and demands a condition;
 * `vigilance` is only pointed out; `scope` concerns the scope test: out of scope when the reason is
 * `answer`, otherwise information is missing.
 */
export type BlockingState =
  | { readonly level: 'none' }
  | {
      readonly level: 'vigilance' | 'soft' | 'hard' | 'scope';
      readonly reason: BlockingReason;
      /** When the condition must be met, where the template fixes it. */
      readonly gate?: BlockerGate | undefined;
    };

const strongestFirst: readonly Blocker['level'][] = ['scope', 'hard', 'soft'];

const none: BlockingState = { level: 'none' };

/**
 * The state of one answer, after the rules of blockers: a blocking answer has the blocker's level;
 * "unknown" or nothing on an item with a blocker is soft; "partial" on an item that blocks on "no" is
 * soft; "not applicable" is a point of vigilance. On a scope item all of these leave the scope open.
 */
export function blockingState(
  question: Question,
  answer: Answer | null | undefined,
  moment: JudgementMoment,
): BlockingState {
  if (question.blockers.length === 0) return none;
  const decidesScope = question.blockers.some((blocker) => blocker.level === 'scope');
  const doubt = (reason: BlockingReason, otherwise: 'soft' | 'vigilance'): BlockingState => ({
    level: decidesScope ? 'scope' : otherwise,
    reason,
  });

  if (answer == null || !isAnswered(question, answer)) return doubt('unanswered', 'soft');
  if (answer.state === 'unknown') return doubt('unknown', 'soft');

  const standing = standingBlocker(question, answer, moment);
  if (standing !== undefined)
    return { level: standing.level, reason: 'answer', gate: standing.gate };

  const type = questionTypeOf(question.type.kind);
  if (answer.value === type.notApplicable && type.notApplicable !== undefined)
    return doubt('not_applicable', 'vigilance');
  if (answer.value === type.partially?.code && type.partially !== undefined) {
    const whole = { ...answer, value: type.partially.of };
    if (decidesScope || standingBlocker(question, whole, moment) !== undefined)
      return doubt('partial', 'soft');
  }
  return none;
}

function standingBlocker(
  question: Question,
  answer: Answer & { readonly state: 'value' },
  moment: JudgementMoment,
): Blocker | undefined {
  const { kind, config } = question.type;
  const truthOf = (leaf: BlockerLeaf): Truth =>
    leaf.op === 'is'
      ? questionTypeOf(kind).is(config, answer.value, leaf.pseudo, moment)
      : truthOfTest(leaf, question, answer);
  return strongestFirst
    .flatMap((level) => question.blockers.filter((blocker) => blocker.level === level))
    .find((blocker) => evaluate(blocker.when, truthOf) === true);
}

/** One thing to settle, or to point out, before the opinion. */
export interface BlockerFinding {
  readonly question: Question;
  readonly level: 'vigilance' | 'soft' | 'hard';
  readonly reason: BlockingReason;
  readonly gate?: BlockerGate | undefined;
}

/**
 * The blockers and points of vigilance of all active questions, in the order of the document. The
 * scope items are left to the scope test of the evaluation. `decisionDate` is an ISO date: the day of
 * the decision, or the current day before it.
 */
export function blockersOf(
  document: TemplateDocument,
  facts: TemplateFacts,
  { decisionDate }: { readonly decisionDate: string },
): BlockerFinding[] {
  return activeQuestionsOf(document, facts).flatMap((question) => {
    const state = stateIn(facts, question, decisionDate);
    if (state.level === 'none' || state.level === 'scope') return [];
    return [{ question, level: state.level, reason: state.reason, gate: state.gate }];
  });
}

const stateIn = (facts: TemplateFacts, question: Question, decisionDate: string): BlockingState =>
  blockingState(question, facts.answers[question.key], {
    decisionDate,
    evidenceCount: facts.evidenceCounts[question.key] ?? 0,
  });

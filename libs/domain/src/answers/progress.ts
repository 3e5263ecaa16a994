import type { AnswerRole, PartState } from '../access';
import {
  activeQuestionsOf,
  blockersOf,
  blockingState,
  isAnswered,
  leadRoleOf,
  leavesOf,
  type Answer,
  type Question,
  type TemplateDocument,
  type TemplateFacts,
} from '../templates';
import { isConditional, opensOthers } from './references';

/** The counts kept beside each evaluation, so that lists need not read answers. */
export interface ProgressCounts {
  /** Questions that apply, or may still apply. */
  readonly questions: number;
  /** Of these, answered; "unknown" is an answer. */
  readonly answered: number;
  readonly unknown: number;
  /** Parts with at least one question that applies. */
  readonly parts: number;
  readonly partsSubmitted: number;
  readonly hardBlockers: number;
  readonly softBlockers: number;
}

/** A part as far as it is counted. */
export interface CountedPart {
  readonly section: string;
  readonly leadRole: AnswerRole;
  readonly state: PartState;
}

/** Counts everything anew. `today` is the day for which blockers are judged, as an ISO date. */
export function countProgress(
  document: TemplateDocument,
  facts: TemplateFacts,
  parts: readonly CountedPart[],
  today: string,
): ProgressCounts {
  const active = activeQuestionsOf(document, facts);
  const answered = active.filter((question) => isAnswered(question, facts.answers[question.key]));
  const idle = idlePartsOf(document, facts, parts);
  const counted = parts.filter((part) => !idle.includes(part));
  const blockers = blockersOf(document, facts, { decisionDate: today });
  return {
    questions: active.length,
    answered: answered.length,
    unknown: answered.filter(({ key }) => facts.answers[key]?.state === 'unknown').length,
    parts: counted.length,
    partsSubmitted: counted.filter(({ state }) => state === 'submitted').length,
    hardBlockers: blockers.filter(({ level }) => level === 'hard').length,
    softBlockers: blockers.filter(({ level }) => level === 'soft').length,
  };
}

/** Those of which no question applies as things stand: they wait for nobody. */
export function idlePartsOf<P extends Pick<CountedPart, 'section' | 'leadRole'>>(
  document: TemplateDocument,
  facts: TemplateFacts,
  parts: readonly P[],
): P[] {
  const place = (section: string, role: AnswerRole): string => `${section}/${role}`;
  const active = new Set(
    activeQuestionsOf(document, facts).map((one) => place(one.section, leadRoleOf(one))),
  );
  return parts.filter(({ section, leadRole }) => !active.has(place(section, leadRole)));
}

/** Change of the counts that one answer causes by itself: −1, 0 or 1 each. */
export type ProgressDelta = Pick<
  ProgressCounts,
  'answered' | 'unknown' | 'hardBlockers' | 'softBlockers'
>;

/**
 * What one change of an answer does to the counts: nothing, a difference that can be added, or so
 * much that they must be counted again: questions appear or disappear with it, or its weight depends
 * on the day, on attached documents, or on whether the question applies at all.
 */
export function progressAfter(
  document: TemplateDocument,
  question: Question,
  before: Answer | null,
  after: Answer | null,
): ProgressDelta | 'recount' | null {
  if (sameWeight(before, after)) return null;
  if (opensOthers(document, question.key) || dependsOnSurroundings(question)) return 'recount';
  const [was, is] = [weightOf(question, before), weightOf(question, after)];
  const delta = {
    answered: is.answered - was.answered,
    unknown: is.unknown - was.unknown,
    hardBlockers: is.hardBlockers - was.hardBlockers,
    softBlockers: is.softBlockers - was.softBlockers,
  };
  if (Object.values(delta).every((difference) => difference === 0)) return null;
  return isConditional(document, question) ? 'recount' : delta;
}

/** Comments weigh nothing, so writing one never counts. */
const sameWeight = (before: Answer | null, after: Answer | null): boolean => {
  if (before === null || after === null) return before === after;
  if (before.state !== 'value' || after.state !== 'value') return before.state === after.state;
  return JSON.stringify(before.value) === JSON.stringify(after.value);
};

const dependsOnSurroundings = (question: Question): boolean =>
  question.blockers.some(({ when }) =>
    leavesOf(when).some(
      (leaf) =>
        leaf.op === 'is' && (leaf.pseudo === 'missing' || leaf.pseudo === 'before_decision_date'),
    ),
  );

// No question judged here has a blocker that reads the day or the documents.
const nowhere = { evidenceCount: 0, decisionDate: '9999-12-31' };

function weightOf(question: Question, answer: Answer | null): ProgressDelta {
  const answered = isAnswered(question, answer);
  const { level } = blockingState(question, answer, nowhere);
  return {
    answered: answered ? 1 : 0,
    unknown: answered && answer?.state === 'unknown' ? 1 : 0,
    hardBlockers: level === 'hard' ? 1 : 0,
    softBlockers: level === 'soft' ? 1 : 0,
  };
}

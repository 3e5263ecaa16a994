import type { GenericSchema } from 'valibot';
import type { Locale, Refusal, Texts } from '../../kernel';
import type { Random } from '../random';

/** The few ways an answer is entered. A new question type reuses one; a new widget is one web file. */
export const widgets = [
  'choice',
  'choices',
  'text',
  'number',
  'interval',
  'amount',
  'date',
  'scale',
  'file',
] as const;
export type Widget = (typeof widgets)[number];

/**
 * What keeps an answer from being finished. A gap never prevents saving a draft: parsing refuses only
 * what cannot be stored, completeness says what is still to do (`templates:gaps.<code>`).
 */
export const gapCodes = [
  'unanswered',
  'comment_required',
  'value_missing',
  'interval_missing',
  'interval_inconsistent',
  'sample_size_missing',
  'years_missing',
  'out_of_range',
  'too_many_choices',
  'exclusive_choice',
  'evidence_required',
  'to_confirm',
] as const;
export type GapCode = (typeof gapCodes)[number];

/** Why an answer's value cannot be stored, in the `problem` detail of `wrong_answer_type`. */
export const answerProblems = [
  'wrong_shape',
  'not_an_option',
  'not_a_number',
  'not_a_date',
  'out_of_range',
] as const;
export type AnswerProblem = (typeof answerProblems)[number];

/** States of an answer that blockers name without being values of it. */
export const pseudoAnswers = ['empty', 'missing', 'before_decision_date'] as const;
export type PseudoAnswer = (typeof pseudoAnswers)[number];

/** One code that can be chosen, with its label. */
export interface Choice {
  readonly code: string;
  readonly label: Texts;
}

/** How many codes one answer may hold; absent for types without codes. */
export type ChoiceMode = 'one' | 'many';

/** What surrounds a value when its completeness is judged. */
export interface AnswerSurroundings {
  readonly comment: string;
  /** Number of documents attached to the answer. */
  readonly evidenceCount: number;
}

/** What surrounds a value when a blocker is judged. */
export interface JudgementMoment {
  readonly evidenceCount: number;
  /** ISO date (YYYY-MM-DD) of the decision, or the day on which the judgement is asked for before it. */
  readonly decisionDate: string;
}

/**
 * One type of question. Written with method syntax so that a precise definition is assignable to the
 * registry's `QuestionTypeDefinition<unknown, unknown>`; consumers iterate and never switch on a kind.
 */
export interface QuestionTypeDefinition<Config, Value> {
  /** What authors of templates call it. */
  readonly name: Texts;
  readonly widget: Widget;
  /** Typical time to answer, in seconds; feeds the minutes shown on a part. */
  readonly estimateSeconds: number;
  readonly choiceMode?: ChoiceMode;
  /** The pseudo-answers a blocker on this type may name. */
  readonly pseudoAnswers: readonly PseudoAnswer[];
  /** A code that says the other one in part: on a blocking item it demands a condition. */
  readonly partially?: { readonly code: string; readonly of: string };
  /** The code that says the question does not apply here. */
  readonly notApplicable?: string;
  /** What a template may configure. */
  readonly config: GenericSchema<unknown, Config>;
  /** The typed value of untrusted input, or a refusal `wrong_answer_type` with a `problem`. */
  parseAnswer(config: Config, input: unknown): Value | Refusal;
  /** Whether the value says nothing: then the question counts as unanswered. */
  isEmpty(value: Value): boolean;
  /** What is still missing from a value that is not empty. */
  missing(config: Config, value: Value, around: AnswerSurroundings): GapCode[];
  /** Whether a pseudo-answer holds for the value. */
  is(config: Config, value: Value, pseudo: PseudoAnswer, moment: JudgementMoment): boolean;
  /** One reading text in the reader's language, for reports, digests and histories. */
  summary(config: Config, value: Value, locale: Locale): string;
  /** The value for a table cell: codes, ISO dates, decimal points; the same in every language. */
  exportText(config: Config, value: Value): string;
  /** The codes a choice offers, in order; none for other types. */
  choices(config: Config): readonly Choice[];
  /** The chosen codes of a value; none for other types. */
  codes(value: Value): readonly string[];
  /** A configuration a template could hold; with `sample` it feeds the property tests. */
  sampleConfig(random: Random): Config;
  /** A finished value for the configuration. */
  sample(config: Config, random: Random): Value;
}

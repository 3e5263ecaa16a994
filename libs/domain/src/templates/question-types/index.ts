import type { InferOutput } from 'valibot';
import { amountOverYears } from './amount-over-years';
import { date } from './date';
import type { QuestionTypeDefinition } from './definition';
import { file } from './file';
import { multi } from './multi';
import { number } from './number';
import { numberWithInterval } from './number-with-interval';
import { scale } from './scale';
import { single } from './single';
import { text } from './text';
import { yesNoPartialNa } from './yes-no-partial-na';

/**
 * Every type of question. Closed: a new one is one file here and one line below
 * (docs/adding-a-question-type.md). Stored as kind and JSON, so it needs no migration.
 */
export const questionTypes = {
  yes_no_partial_na: yesNoPartialNa,
  single,
  multi,
  text,
  number,
  number_with_interval: numberWithInterval,
  amount_over_years: amountOverYears,
  date,
  scale,
  file,
} satisfies Record<string, QuestionTypeDefinition<unknown, unknown>>;

export type QuestionKind = keyof typeof questionTypes;

export const questionKinds = Object.keys(questionTypes) as QuestionKind[];

/** What a template may configure for a kind. */
export type ConfigOf<Kind extends QuestionKind> = InferOutput<
  (typeof questionTypes)[Kind]['config']
>;

/** The stored value of a finished or unfinished answer of a kind. */
export type ValueOf<Kind extends QuestionKind> =
  (typeof questionTypes)[Kind] extends QuestionTypeDefinition<infer _Config, infer Value>
    ? Value
    : never;

/** A kind with its own configuration, as the template document holds it. */
export type QuestionType = {
  [Kind in QuestionKind]: { readonly kind: Kind; readonly config: ConfigOf<Kind> };
}[QuestionKind];

/** The definition of a kind, for consumers that treat all kinds alike. */
export const questionTypeOf = (kind: QuestionKind): QuestionTypeDefinition<unknown, unknown> =>
  questionTypes[kind];

export * from './definition';

import { refuse, type Refusal } from '../../kernel';
import type { AnswerProblem } from './definition';

/** The refusal of a value that cannot be stored. */
export const wrongAnswer = (problem: AnswerProblem): Refusal =>
  refuse('wrong_answer_type', { problem });

// Beyond this no answer is a measurement, and decimals are no longer exact.
const largest = 1e12;

/** A finite number of sane size, or the refusal. */
export function parseNumber(input: unknown): number | Refusal {
  if (typeof input !== 'number' || !Number.isFinite(input)) return wrongAnswer('not_a_number');
  if (Math.abs(input) > largest) return wrongAnswer('out_of_range');
  return input;
}

/** Null and absent stay null (a field not filled in yet); everything else must be a number. */
export const parseOptionalNumber = (input: unknown): number | null | Refusal =>
  input === null || input === undefined ? null : parseNumber(input);

export const isRecord = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

import { isCalendarDate, isRefusal, parseText, refuse, type Refusal } from '../kernel';
import {
  activeQuestionsOf,
  type Question,
  type TemplateDocument,
  type TemplateFacts,
} from '../templates';

/** Longest statement of a supplier, in UTF-16 units. */
export const maxStatementLength = 10_000;

/** A question for the supplier, and why it is asked. */
export interface SupplierQuestion {
  readonly question: Question;
  /** `unknown`: somebody answered "unknown, asked to the supplier"; `offered`: the supplier may know. */
  readonly because: 'unknown' | 'offered';
}

/**
 * What to ask the supplier, in the order of the document: every question answered "unknown", and
 * those which the template lets a supplier answer. Only questions that apply.
 */
export const supplierQuestionsOf = (
  document: TemplateDocument,
  facts: TemplateFacts,
): SupplierQuestion[] =>
  activeQuestionsOf(document, facts).flatMap((question): SupplierQuestion[] => {
    if (facts.answers[question.key]?.state === 'unknown') return [{ question, because: 'unknown' }];
    return question.supplier === 'no' ? [] : [{ question, because: 'offered' }];
  });

/** The supplier's own words about one question: kept beside the panel's answer, never as it. */
export interface SupplierStatement {
  readonly statement: string;
  /** Day on which the supplier said so, as YYYY-MM-DD. */
  readonly statedOn: string;
}

/** Checks a statement; a day that does not exist, or lies after `today`, is `invalid_input`. */
export function parseSupplierStatement(
  input: SupplierStatement,
  today: string,
): SupplierStatement | Refusal {
  const text = parseText(input.statement, maxStatementLength);
  if (isRefusal(text)) return text;
  const statement = text.trim();
  if (statement === '' || !isCalendarDate(input.statedOn) || input.statedOn > today) {
    return refuse('invalid_input');
  }
  return { statement, statedOn: input.statedOn };
}

import { checkOrder, isCalendarDate, isRefusal, parseText, refuse, type Refusal } from '../kernel';
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

/** Checks a statement, on a day that exists and is not to come. */
export function parseSupplierStatement(
  input: SupplierStatement,
  today: string,
): SupplierStatement | Refusal {
  const text = parseText(input.statement, maxStatementLength);
  if (isRefusal(text)) return text;
  const statement = text.trim();
  if (statement === '') return refuse('invalid_input');
  if (!isCalendarDate(input.statedOn)) return refuse('date_impossible');
  const { statedOn } = input;
  return checkOrder(['stated_on', statedOn], ['today', today]) ?? { statement, statedOn };
}

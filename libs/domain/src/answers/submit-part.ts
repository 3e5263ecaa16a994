import type { AnswerRole } from '../access';
import { isRefusal, parseText, refuse, type Refusal } from '../kernel';
import {
  gapsOf,
  partAt,
  type GapCode,
  type TemplateDocument,
  type TemplateFacts,
} from '../templates';

/** Longest reason for a return, a submission with gaps or a closing, in UTF-16 units. */
export const maxReasonLength = 2000;
const shortestReason = 3;

/** A part by its place in the template. */
export interface PartPlace {
  readonly section: string;
  readonly leadRole: AnswerRole;
}

/** Everything missing on one question. */
export interface QuestionGaps {
  readonly questionKey: string;
  readonly codes: readonly GapCode[];
}

/** What is missing in a part, grouped by question in the order of the part. */
export function questionGapsOf(
  document: TemplateDocument,
  facts: TemplateFacts,
  place: PartPlace,
): QuestionGaps[] {
  const byQuestion = new Map<string, GapCode[]>();
  for (const { questionKey, code } of gapsOf(document, partAt(document, facts, place), facts)) {
    byQuestion.set(questionKey, [...(byQuestion.get(questionKey) ?? []), code]);
  }
  return [...byQuestion].map(([questionKey, codes]) => ({ questionKey, codes }));
}

/** A reason that others will read: refused when it is missing or cannot be stored. */
export function parseReason(input: string | null): string | Refusal {
  const text = parseText(input ?? '', maxReasonLength);
  if (isRefusal(text)) return text;
  const reason = text.trim();
  return reason.length < shortestReason ? refuse('reason_required') : reason;
}

/** How a part is handed in: complete, or with gaps and the reason for them. */
export interface Submission {
  readonly gapsReason: string | null;
}

/**
 * Hands in a part. With gaps it needs a reason, else the refusal counts them; a reason given
 * although nothing is missing is left out.
 */
export function submitPart(
  gaps: readonly QuestionGaps[],
  gapsReason: string | null,
): Submission | Refusal {
  if (gaps.length === 0) return { gapsReason: null };
  if (gapsReason === null) return refuse('part_has_gaps', { count: gaps.length });
  const reason = parseReason(gapsReason);
  return isRefusal(reason) ? reason : { gapsReason: reason };
}

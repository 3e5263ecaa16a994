import type { AnswerRole } from '../access';
import { isRefusal, parseText, refuse, type Refusal } from '../kernel';

/** Roles whose advice on a file is formal: dated, verbatim and never edited. */
export const advisingRoles = ['it_security', 'dpo'] as const satisfies readonly AnswerRole[];
export type AdvisingRole = (typeof advisingRoles)[number];

/** `pending` is an advice too: the file goes on and the report says what is awaited. */
export const advicePositions = [
  'favourable',
  'with_reservations',
  'unfavourable',
  'pending',
] as const;
export type AdvicePosition = (typeof advicePositions)[number];

/** Longest formal advice, in UTF-16 units. */
export const maxAdviceLength = 20_000;

export interface Advice {
  readonly role: AdvisingRole;
  readonly position: AdvicePosition;
  readonly body: string;
}

export const isAdvisingRole = (role: AnswerRole): role is AdvisingRole =>
  (advisingRoles as readonly AnswerRole[]).includes(role);

/**
 * An advice as it will be printed. Refused for a role that gives none, for a role the seat does not
 * hold, and without words.
 */
export function parseAdvice(
  input: { readonly role: AnswerRole; readonly position: AdvicePosition; readonly body: string },
  heldRoles: readonly AnswerRole[],
): Advice | Refusal {
  const { role, position } = input;
  if (!isAdvisingRole(role)) return refuse('invalid_input');
  if (!heldRoles.includes(role)) return refuse('not_assigned');
  const body = parseText(input.body, maxAdviceLength);
  if (isRefusal(body)) return body;
  return body.trim() === '' ? refuse('advice_missing') : { role, position, body };
}

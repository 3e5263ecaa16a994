import { refuse, type Id, type Refusal } from '../kernel';
import type { Clearance } from './facts';
import { answerRoles, type AnswerRole } from './roles';

/** Checks who may see a document or a part; roles are put in the catalogue's order. */
export function parseClearance(input: {
  readonly level: string;
  readonly roles?: readonly string[] | null | undefined;
}): Clearance | Refusal {
  if (input.level === 'panel' || input.level === 'author') return { level: input.level };
  if (input.level !== 'roles') return refuse('invalid_input');
  const asked = input.roles ?? [];
  const roles = answerRoles.filter((role) => asked.includes(role));
  if (roles.length !== new Set(asked).size) return refuse('invalid_input');
  return roles.length === 0 ? refuse('clearance_without_role') : { level: 'roles', roles };
}

/** A part that not the whole panel reads, and the seats that answer it. */
export interface ReservedPart {
  readonly clearance: Clearance;
  readonly had: readonly Id[];
}

/**
 * Whether a reserved part would be opened to somebody by giving it to her seat: she neither answered it
 * before nor is named by its clearance. Source: decision 0023.
 */
export const opensReserved = (
  { clearance, had }: ReservedPart,
  seat: { readonly seatId: Id; readonly answerRoles: readonly AnswerRole[] },
): boolean =>
  !had.includes(seat.seatId) &&
  !(clearance.level === 'roles' && clearance.roles.some((role) => seat.answerRoles.includes(role)));

import { refuse, type Refusal } from '../kernel';
import type { Clearance } from './facts';
import { answerRoles } from './roles';

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

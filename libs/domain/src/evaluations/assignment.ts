import type { AnswerRole } from '../access';
import type { Id } from '../kernel';

/** A part that nobody answers yet, with its weight. */
export interface OpenPart {
  readonly part: Id;
  readonly section: string;
  readonly leadRole: AnswerRole;
  /** Estimated minutes. */
  readonly minutes: number;
}

/** A seat that could answer. */
export interface Candidate {
  readonly seat: Id;
  readonly answerRoles: readonly AnswerRole[];
  /** Sections the seat is taken off; `all` for the whole file. */
  readonly recusal: 'all' | readonly string[] | null;
  /** Minutes it already has. */
  readonly minutes: number;
}

export interface Assignment {
  readonly part: Id;
  readonly seats: readonly Id[];
}

/**
 * Proposes who answers each part: whoever holds its role and has least to do so far, a recused seat
 * left out. Parts whose role nobody holds are left out of the proposal. The order of `candidates`
 * settles ties, so the proposal is the same each time.
 */
export function proposeAssignments(
  parts: readonly OpenPart[],
  candidates: readonly Candidate[],
): Assignment[] {
  const load = new Map(candidates.map(({ seat, minutes }) => [seat, minutes]));
  const loadOf = ({ seat }: Candidate): number => load.get(seat) ?? 0;
  return parts
    .toSorted((a, b) => b.minutes - a.minutes)
    .flatMap(({ part, section, leadRole, minutes }) => {
      const able = candidates.filter(
        ({ answerRoles, recusal }) =>
          answerRoles.includes(leadRole) &&
          recusal !== 'all' &&
          !(recusal !== null && recusal.includes(section)),
      );
      const [first, ...others] = able;
      if (!first) return [];
      const chosen = others.reduce((best, one) => (loadOf(one) < loadOf(best) ? one : best), first);
      load.set(chosen.seat, loadOf(chosen) + minutes);
      return [{ part, seats: [chosen.seat] }];
    });
}

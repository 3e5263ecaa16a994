import type { CastVote } from './ratings';
import type { Attribution } from './results';
import type { StatementRef } from './rounds';
import type { Movement } from './second-round';

/**
 * Fewest people among whom one can hide. Of one the figure is the rating; of two each knows the other's,
 * and whoever closes a round chooses when: with the first sheet that came in, if nothing kept her from it.
 */
export const smallestCrowd = 3;

const singlesOut = (people: number): boolean => people > 0 && people < smallestCrowd;

/**
 * Statements of a round whose figures would tell whose rating they are: anonymous, and rated or abstained
 * from by fewer people than one can hide among. Their figures are told nobody; they are rated again.
 */
export const statementsOfFew = (
  round: { readonly attribution: Attribution; readonly statements: readonly StatementRef[] },
  votes: readonly Pick<CastVote, 'seat' | 'statement'>[],
): string[] =>
  round.attribution === 'anonymous'
    ? round.statements
        .map(({ key }) => key)
        .filter((key) =>
          singlesOut(new Set(votes.flatMap((one) => (one.statement === key ? one.seat : []))).size),
        )
    : [];

/**
 * Whether a movement between two anonymous rounds would tell a rating: where everybody but one or two
 * rated in both, and kept to it, the difference of the figures is theirs.
 */
export const movementOfFew = ({ raised, lowered, kept, joined, left }: Movement): boolean =>
  [joined, left, raised + lowered + kept].some(singlesOut);

import type { EvaluationSnapshot, SnapshotRound } from './snapshot';

/** Statements of a round, by its number, whose figures are told nobody any more. */
export interface WithheldFigures {
  readonly number: number;
  readonly statements: readonly string[];
}

/**
 * The snapshot without figures that would single out a rater of an anonymous round: no distribution,
 * median, class, comment, nor movement from or to them, in whatever report and whenever it was sealed.
 * The sealed bytes are not touched.
 */
export function withFiguresWithheld(
  snapshot: EvaluationSnapshot,
  figures: readonly WithheldFigures[],
): EvaluationSnapshot {
  const everywhere = new Set(figures.flatMap(({ statements }) => statements));
  if (everywhere.size === 0) return snapshot;
  return {
    ...snapshot,
    rounds: snapshot.rounds.map((round): SnapshotRound => {
      const withheld = figures.find(({ number }) => number === round.number)?.statements ?? [];
      const gone = new Set([...(round.withheld ?? []), ...withheld]);
      return {
        ...round,
        withheld: [...gone],
        statements: round.statements
          .filter(({ key }) => !gone.has(key))
          .map((result) =>
            everywhere.has(result.key) ? { ...result, previousMedian: null } : result,
          ),
      };
    }),
  };
}

/** Whether a snapshot holds anything that `withFiguresWithheld` would take from it. */
export const tellsOf = (
  snapshot: EvaluationSnapshot,
  figures: readonly WithheldFigures[],
): boolean =>
  snapshot.rounds.some((round) =>
    round.statements.some(({ key, previousMedian }) =>
      figures.some(
        ({ number, statements }) =>
          statements.includes(key) && (number === round.number || previousMedian !== null),
      ),
    ),
  );

import type { EvaluationSnapshot, SnapshotStatementResult } from '../snapshot';

/** Each statement as it stands after the last closed round that asked for it. */
export function closedStatements(snapshot: EvaluationSnapshot): SnapshotStatementResult[] {
  const last = new Map<string, SnapshotStatementResult>();
  for (const round of snapshot.rounds) {
    if (round.closedAt !== null)
      for (const result of round.statements) last.set(result.key, result);
  }
  return [...last.values()];
}

/** The lowest median of a profession; 9 where none is given. */
export const lowestProfession = (result: SnapshotStatementResult): number =>
  Math.min(9, ...result.byProfession.map(({ indices }) => indices.median ?? 9));

/** The group is divided, or one profession rates the statement in the lowest zone. */
export const isDivided = (result: SnapshotStatementResult): boolean =>
  result.overall.disagreement === true || lowestProfession(result) <= 3;

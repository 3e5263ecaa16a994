import {
  snapshotSchema,
  type EvaluationSnapshot,
  type SnapshotOpinion,
  type SnapshotRound,
  type SnapshotSeat,
} from './snapshot';

const firstSchema = 'consilium.evaluation-snapshot/1';

/** Shapes that reports can be made from: the current one and every earlier one. */
export const readableSchemas: readonly string[] = [firstSchema, snapshotSchema];

/**
 * The first shape: it held neither what was declared (its one field for it was never filled), nor the
 * moves between phases, nor why a round was closed, and the reasons of an opinion as one text.
 */
type FirstSnapshot = Omit<
  EvaluationSnapshot,
  'schema' | 'evaluation' | 'panel' | 'rounds' | 'opinion'
> & {
  readonly schema: typeof firstSchema;
  readonly evaluation: Omit<EvaluationSnapshot['evaluation'], 'moves'>;
  readonly panel: Omit<EvaluationSnapshot['panel'], 'seats'> & {
    readonly seats: readonly (Omit<SnapshotSeat, 'declaration'> & {
      readonly declaration: Omit<
        NonNullable<SnapshotSeat['declaration']>,
        'interests' | 'confirmedAgainst'
      > | null;
    })[];
  };
  readonly rounds: readonly Omit<SnapshotRound, 'closedReason'>[];
  readonly opinion: Omit<SnapshotOpinion, 'reasonsByQuestion'> | null;
};

const fromFirst = (first: FirstSnapshot): EvaluationSnapshot => ({
  ...first,
  schema: snapshotSchema,
  evaluation: { ...first.evaluation, moves: [] },
  panel: {
    ...first.panel,
    seats: first.panel.seats.map((seat) => ({
      ...seat,
      declaration: seat.declaration && {
        ...seat.declaration,
        interests: [],
        confirmedAgainst: [],
      },
    })),
  },
  rounds: first.rounds.map((round) => ({ ...round, closedReason: null })),
  opinion: first.opinion && { ...first.opinion, reasonsByQuestion: [] },
});

/**
 * A stored snapshot in the current shape, whichever it was written in; its bytes and their hash stay
 * those of the day it was sealed.
 * @throws Error for a shape that this version of the product does not know.
 */
export function readSnapshot(file: unknown): EvaluationSnapshot {
  const stored = file as EvaluationSnapshot | FirstSnapshot;
  if (stored.schema === snapshotSchema) return stored;
  if (stored.schema === firstSchema) return fromFirst(stored);
  throw new Error('a snapshot of an unknown shape');
}

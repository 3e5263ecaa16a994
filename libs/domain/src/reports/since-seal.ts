import { isCleared, type ReportReader } from './clearance';
import type {
  Instant,
  IsoDate,
  SnapshotClearance,
  SnapshotCondition,
  SnapshotConditionStep,
  SnapshotLateRecusal,
  SnapshotPanelChange,
} from './snapshot';

/** A document that shows a condition met, with who may read it. */
export interface Proof {
  readonly id: string;
  readonly title: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly sha256: string;
  readonly clearance: SnapshotClearance;
  readonly addedBySeat: string | null;
}

/** A condition with where it stands and every step taken about it. */
export interface ConditionSinceSeal {
  /** Its rank among the conditions of the opinion, from 1: as the sealed chapters number them. */
  readonly number: number;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: IsoDate | null;
  readonly gate: SnapshotCondition['gate'];
  /** With the gate `within_months`: how many. */
  readonly months: number | null;
  readonly state: 'open' | 'declared' | 'met' | 'waived';
  readonly steps: readonly (Omit<SnapshotConditionStep, 'documents'> & {
    readonly documents: readonly Proof[];
  })[];
}

/**
 * What is recorded about a file after it was sealed. Its hash does not cover it: the report prints it
 * apart and says so.
 */
export interface SinceSeal {
  /** Empty unless a step was taken since. */
  readonly conditions: readonly ConditionSinceSeal[];
  readonly panelChanges: readonly SnapshotPanelChange[];
  readonly lateRecusals: readonly SnapshotLateRecusal[];
}

export const nothingSince: SinceSeal = { conditions: [], panelChanges: [], lateRecusals: [] };

export const isNothingSince = ({ conditions, panelChanges, lateRecusals }: SinceSeal): boolean =>
  conditions.length + panelChanges.length + lateRecusals.length === 0;

/** The last instant of which something was recorded since; null where nothing was. */
export function lastSince({ conditions, panelChanges, lateRecusals }: SinceSeal): Instant | null {
  const all = [
    ...conditions.flatMap(({ steps }) => steps.map(({ at }) => at)),
    ...panelChanges.map(({ at }) => at),
    ...lateRecusals.flatMap(({ foundAt, answers }) => [foundAt, ...answers.map(({ at }) => at)]),
  ];
  return all.reduce<Instant | null>(
    (last, at) => (last === null || Date.parse(at) > Date.parse(last) ? at : last),
    null,
  );
}

/** As one reader may have it: of a reserved document the hash alone. */
export const sinceFor = (since: SinceSeal, reader: ReportReader): SinceSeal => ({
  ...since,
  conditions: since.conditions.map((condition) => ({
    ...condition,
    steps: condition.steps.map((step) => ({
      ...step,
      documents: step.documents.map((document) =>
        isCleared(document.clearance, [document.addedBySeat], reader)
          ? document
          : { ...document, title: '' },
      ),
    })),
  })),
});

import { pathOf } from '../notifications';
import { daysBetween, type CalendarDate } from '../evaluations';
import type { Id } from '../kernel';

/** Everything that can wait for a person, in the order in which lines of one day are shown. */
export const workKinds = [
  'declaration',
  'rate',
  'vote',
  'answer',
  'advice',
  'assess',
  'condition',
  'confirm',
  'thread',
  'mention',
] as const;
export type WorkKind = (typeof workKinds)[number];

/** One thing that waits for one person. */
export interface Work {
  readonly kind: WorkKind;
  /** The part, seat, thread, round, opinion or condition it is about. */
  readonly id: Id;
  readonly evaluationId: Id;
  /** Last day, in the organisation's zone; null when nothing fixes one. */
  readonly dueOn: CalendarDate | null;
  /** Question to open, when it is about one. */
  readonly questionKey?: string | null;
  /** Number of the round, when it is about one. */
  readonly round?: number | null;
}

/**
 * By date, what is late first; what has no date comes last. Within a day a declaration comes before a
 * rating, since nobody rates without one.
 */
export function inOrder<T extends Work>(work: readonly T[]): T[] {
  const day = ({ dueOn }: Work): string => dueOn ?? '9999';
  return work.toSorted(
    (a, b) =>
      day(a).localeCompare(day(b)) ||
      workKinds.indexOf(a.kind) - workKinds.indexOf(b.kind) ||
      a.id.localeCompare(b.id),
  );
}

/** Where it is done, under the organisation's address and without a leading slash. */
export function pathOfWork(work: Work): string {
  const { evaluationId } = work;
  const file = pathOf({ kind: 'overview', evaluationId });
  switch (work.kind) {
    case 'answer':
      return pathOf({ kind: 'answering', evaluationId, partId: work.id });
    case 'thread':
    case 'mention':
      return pathOf({ kind: 'answering', evaluationId, questionKey: work.questionKey ?? null });
    case 'rate':
      return pathOf({ kind: 'rating', evaluationId, round: work.round ?? 1 });
    case 'vote':
      return pathOf({ kind: 'opinion', evaluationId, at: 'vote' });
    case 'condition':
    case 'confirm':
      return pathOf({ kind: 'opinion', evaluationId, conditionId: work.id });
    case 'advice':
      return `${file}/advice`;
    case 'declaration':
    case 'assess':
      return `${file}/interests`;
  }
}

/** Groups of the list of what waits, by how near the day is. */
export const workGroups = ['late', 'today', 'week', 'later', 'undated'] as const;
export type WorkGroup = (typeof workGroups)[number];

/** Days after today that are "within seven days". */
const weekDays = 7;

/** In which group a line stands. The day itself is never late. */
export function groupOf(work: Pick<Work, 'dueOn'>, today: CalendarDate): WorkGroup {
  if (work.dueOn === null) return 'undated';
  const days = daysBetween(today, work.dueOn);
  if (days < 0) return 'late';
  if (days === 0) return 'today';
  return days <= weekDays ? 'week' : 'later';
}

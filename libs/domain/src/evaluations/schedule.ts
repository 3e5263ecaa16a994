import type { Phase } from '../access';
import { addDays, type CalendarDate } from './dates';
import { phaseTrack } from './phases';

/**
 * Days from the opening of screening by which each phase should end, proposed until somebody plans
 * otherwise. About ten weeks from request to decision; an assumption of the product, not a rule.
 */
export const usualLengths = {
  screening: 7,
  collecting: 35,
  rating: 45,
  deliberating: 56,
  opinion: 63,
  decided: 70,
} as const satisfies Partial<Record<Phase, number>>;

export type PlannedDates = Readonly<Partial<Record<Phase, CalendarDate>>>;

/** Planned dates for a file whose screening opens today; dates already planned stay. */
export function planFrom(today: CalendarDate, planned: PlannedDates): PlannedDates {
  const usual = Object.entries(usualLengths).map(([phase, days]) => [phase, addDays(today, days)]);
  return { ...(Object.fromEntries(usual) as PlannedDates), ...planned };
}

/** The first phase planned to end before the file was opened, null when there is none. */
export const plannedBefore = (
  openedOn: CalendarDate,
  planned: Readonly<Partial<Record<Phase, CalendarDate | null>>>,
): Phase | null =>
  phaseTrack.find((phase) => {
    const day = planned[phase];
    return day != null && day < openedOn;
  }) ?? null;

/**
 * The first pair of phases planned in the wrong order, null when there is none. A phase cannot be
 * planned to end before the one that comes before it.
 */
export function disorderIn(planned: PlannedDates): { before: Phase; after: Phase } | null {
  let last: { phase: Phase; on: CalendarDate } | null = null;
  for (const phase of phaseTrack) {
    const on = planned[phase];
    // A second rating may be skipped, and its date with it.
    if (on === undefined || phase === 're_rating') continue;
    if (last && on < last.on) return { before: last.phase, after: phase };
    last = { phase, on };
  }
  return null;
}

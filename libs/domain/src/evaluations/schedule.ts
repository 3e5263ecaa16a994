import type { Phase } from '../access';
import { checkOrder, farthestFrom, type NamedDay, type Refusal } from '../kernel';
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

/**
 * Refuses phases planned in the wrong order, before the file was opened or beyond what anybody plans: a
 * phase cannot be planned to end before the one that comes before it.
 * @param wanted days as somebody typed them just now
 * @param planned every planned day, with those
 */
export function checkPlan(
  wanted: Readonly<Partial<Record<Phase, CalendarDate | null>>>,
  planned: PlannedDates,
  file: { readonly openedOn: CalendarDate; readonly today: CalendarDate },
): Refusal | null {
  for (const phase of phaseTrack) {
    const typed = wanted[phase] ?? null;
    if (phase === 'draft' || typed === null) continue;
    const wrong = checkOrder(
      ['opened_on', file.openedOn],
      [phase, typed],
      farthestFrom(file.today),
    );
    if (wrong) return wrong;
  }
  return checkOrder(
    ...phaseTrack.flatMap((phase): NamedDay[] =>
      // A second rating may be skipped, and its date with it.
      phase === 'draft' || phase === 're_rating' ? [] : [[phase, planned[phase] ?? null]],
    ),
  );
}

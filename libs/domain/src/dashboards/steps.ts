import type { Phase } from '../access';
import { phaseTrack, trackOf, type CalendarDate } from '../evaluations';

/** Dates of a phase as kept: planned by people, entered and left by moves. */
export interface PhaseDates {
  readonly phase: Phase;
  /** Day by which it should end. */
  readonly plannedOn: CalendarDate | null;
  readonly enteredOn: CalendarDate | null;
  readonly leftOn: CalendarDate | null;
}

export interface Step {
  readonly phase: Phase;
  readonly state: 'done' | 'current' | 'upcoming' | 'skipped';
  readonly planned: CalendarDate | null;
  /** Day it was entered (current) or left (done). */
  readonly actual: CalendarDate | null;
  readonly late: boolean;
}

/**
 * The way of one file with its dates. What the committee switched off is left out unless the file went
 * through it; a phase behind the present one that was never entered was skipped. An exit
 * (cancelled, withdrawn) stands last, after what had been done. No step is late while the clocks stand.
 */
export function stepsOf(
  file: { readonly phase: Phase; readonly paused: boolean },
  options: { readonly rounds: boolean; readonly pilots: boolean },
  dates: readonly PhaseDates[],
  today: CalendarDate,
): Step[] {
  const of = (phase: Phase) => dates.find((one) => one.phase === phase);
  const entered = (phase: Phase): boolean => of(phase)?.enteredOn != null;
  const planned = trackOf(options);
  const track: Phase[] = phaseTrack.filter((phase) => planned.includes(phase) || entered(phase));
  const exit = !track.includes(file.phase);
  const way = exit ? [...track.filter(entered), file.phase] : track;
  const here = way.indexOf(file.phase);
  return way.map((phase, index): Step => {
    const row = of(phase);
    const state =
      index === here
        ? 'current'
        : index > here
          ? 'upcoming'
          : entered(phase) || phase === 'draft'
            ? 'done'
            : 'skipped';
    const until = row?.plannedOn ?? null;
    return {
      phase,
      state,
      planned: state === 'done' ? null : until,
      actual:
        (state === 'done' ? row?.leftOn : state === 'current' ? row?.enteredOn : null) ?? null,
      late: state === 'current' && !file.paused && until !== null && until < today,
    };
  });
}

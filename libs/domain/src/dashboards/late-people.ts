import { daysBetween, type CalendarDate } from '../evaluations';
import type { Id } from '../kernel';

/** A part as far as its lateness is concerned. */
export interface DatedPart {
  readonly id: Id;
  readonly submitted: boolean;
  readonly dueOn: CalendarDate | null;
  readonly assignees: readonly { readonly seatId: Id; readonly name: string }[];
}

export interface LatePerson {
  readonly seatId: Id;
  readonly name: string;
  readonly parts: readonly Id[];
  /** Days since the earliest of the deadlines missed. */
  readonly daysLate: number;
}

/** Who is late with what, the latest first. Nobody is while the file is paused: its clocks stand. */
export function latePeople(
  parts: readonly DatedPart[],
  file: { readonly paused: boolean; readonly today: CalendarDate },
): LatePerson[] {
  const people = new Map<Id, LatePerson>();
  for (const part of file.paused ? [] : parts) {
    const daysLate = part.dueOn === null ? 0 : daysBetween(part.dueOn, file.today);
    if (part.submitted || daysLate <= 0) continue;
    for (const { seatId, name } of part.assignees) {
      const known = people.get(seatId);
      people.set(seatId, {
        seatId,
        name,
        parts: [...(known?.parts ?? []), part.id],
        daysLate: Math.max(known?.daysLate ?? 0, daysLate),
      });
    }
  }
  return [...people.values()].toSorted(
    (a, b) => b.daysLate - a.daysLate || a.name.localeCompare(b.name),
  );
}

import { refuse, type Id, type Refusal } from '../kernel';

/** Hour of the day, in the organisation's zone, from which the reminders of that day go out. */
export const remindersFromHour = 7;

/** A part that stays late is brought up again after this many days, and every so many after. */
export const overdueEveryDays = 7;

/** Shortest time between two reminders by hand to one seat, in minutes. */
export const minutesBetweenReminders = 60;

/** What is known of a seat when somebody asks to remind it. */
export interface Reminded {
  readonly seatId: Id;
  /** Its parts that are past their last day and not submitted. */
  readonly lateParts: readonly Id[];
  /** When it was last reminded by hand, if ever. */
  readonly lastRemindedAt: Date | null;
}

export interface ReminderChoice {
  readonly remind: readonly Reminded[];
  /** Reminded less than an hour ago: left in peace. */
  readonly tooSoon: readonly Id[];
  /** Nothing of theirs is late any more. */
  readonly notLate: readonly Id[];
}

const minutesLeft = (seat: Reminded, now: Date): number =>
  seat.lastRemindedAt === null
    ? 0
    : minutesBetweenReminders - (now.getTime() - seat.lastRemindedAt.getTime()) / 60_000;

/**
 * Whom a coordinator's reminder reaches: those who are late and were not reminded within the hour.
 * Refused when it would reach nobody.
 */
export function chooseReminders(seats: readonly Reminded[], now: Date): ReminderChoice | Refusal {
  const late = seats.filter(({ lateParts }) => lateParts.length > 0);
  if (late.length === 0) return refuse('nobody_late');
  const remind = late.filter((seat) => minutesLeft(seat, now) <= 0);
  if (remind.length === 0) {
    const count = Math.ceil(Math.min(...late.map((seat) => minutesLeft(seat, now))));
    return refuse('reminded_recently', { count });
  }
  const ids = (chosen: readonly Reminded[]): Id[] => chosen.map(({ seatId }) => seatId);
  return {
    remind,
    tooSoon: ids(late.filter((seat) => minutesLeft(seat, now) > 0)),
    notLate: ids(seats.filter(({ lateParts }) => lateParts.length === 0)),
  };
}

import { useFormat, type DateLike } from '../format';

interface DateTextProps {
  readonly value: DateLike;
  /** `relative` counts calendar days from today and keeps the full date as its title. */
  readonly as?: 'date' | 'short' | 'dateTime' | 'time' | 'relative';
  readonly now?: DateLike;
}

/** A date as the reader writes it, and as machines read it. */
export function DateText({ value, as = 'date', now }: DateTextProps) {
  const format = useFormat();
  const texts = {
    date: () => format.date(value),
    short: () => format.shortDate(value),
    dateTime: () => format.dateTime(value),
    time: () => format.time(value),
    relative: () => format.relativeDay(value, now),
  };
  return (
    <time
      dateTime={value instanceof Date ? value.toISOString() : value}
      title={as === 'relative' ? format.dateTime(value) : undefined}
    >
      {texts[as]()}
    </time>
  );
}

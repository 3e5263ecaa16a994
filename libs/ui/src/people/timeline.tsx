import type { ReactNode } from 'react';
import { DateText } from './date-text';
import type { DateLike } from '../format';
import classes from './timeline.module.css';

export interface TimelineEntry {
  readonly id: string;
  readonly at: DateLike;
  /** What happened, as a sentence with its person. */
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

interface TimelineProps {
  readonly label: string;
  readonly entries: readonly TimelineEntry[];
}

/** What happened, in the order given. */
export function Timeline({ label, entries }: TimelineProps) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {entries.map(({ id, at, title, detail }) => (
        <li key={id}>
          <p className={classes.title}>{title}</p>
          <p className={classes.when}>
            <DateText value={at} as="dateTime" />
          </p>
          {detail ? <div className={classes.detail}>{detail}</div> : null}
        </li>
      ))}
    </ol>
  );
}

import type { ReactNode } from 'react';
import type { Tone } from './tone';
import classes from './status-badge.module.css';

interface StatusBadgeProps {
  readonly tone?: Tone;
  /** An outline instead of a filled ground: for what is still to come. */
  readonly hollow?: boolean;
  readonly children: ReactNode;
}

/** A state in words on a quiet ground; the tone only repeats what the words say. */
export function StatusBadge({ tone = 'neutral', hollow = false, children }: StatusBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} data-hollow={hollow || undefined}>
      {children}
    </span>
  );
}

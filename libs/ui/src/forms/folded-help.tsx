import type { ReactNode } from 'react';
import { IconChevronDown } from '../icons';
import classes from './folded-help.module.css';

interface FoldedHelpProps {
  readonly summary: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** Help, method or history that stands ready without taking room. */
export function FoldedHelp({ summary, open, children }: FoldedHelpProps) {
  return (
    <details className={classes.help} open={open}>
      <summary>
        <IconChevronDown aria-hidden size={18} className={classes.mark} />
        <span>{summary}</span>
      </summary>
      <div className={classes.body}>{children}</div>
    </details>
  );
}

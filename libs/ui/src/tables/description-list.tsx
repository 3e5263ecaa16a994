import type { ReactNode } from 'react';
import classes from './description-list.module.css';

interface DescriptionListProps {
  readonly items: readonly {
    readonly term: string;
    readonly value: ReactNode;
    /** A link or button that changes the value. */
    readonly action?: ReactNode;
  }[];
}

/** What is known about one thing, term by term. */
export function DescriptionList({ items }: DescriptionListProps) {
  return (
    <dl className={classes.list}>
      {items.map(({ term, value, action }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {action ? <dd className={classes.action}>{action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

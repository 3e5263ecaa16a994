import type { ReactNode } from 'react';
import { TextLink } from '../link';
import { StatusBadge } from '../status/status-badge';
import type { Tone } from '../status/tone';
import classes from './task-list.module.css';

export interface Task {
  readonly id: string;
  readonly label: string;
  /** Where it is done; without it the task cannot be started yet. */
  readonly href?: string;
  /** A second line: section, minutes, due date, organisation. */
  readonly detail?: ReactNode;
  readonly state: { readonly label: string; readonly tone?: Tone; readonly hollow?: boolean };
}

interface TaskListProps {
  readonly tasks: readonly Task[];
  /** Names the list where no heading does. */
  readonly label?: string;
  readonly labelledBy?: string;
}

/** What there is to do, each line leading to its exact place and saying its state. */
export function TaskList({ tasks, label, labelledBy }: TaskListProps) {
  return (
    <ul className={classes.list} aria-label={label} aria-labelledby={labelledBy}>
      {tasks.map(({ id, label: name, href, detail, state }) => (
        <li key={id} className={href ? classes.open : undefined}>
          <div className={classes.what}>
            {href ? (
              <TextLink href={href} className={classes.link} aria-describedby={`${id}-state`}>
                {name}
              </TextLink>
            ) : (
              <span>{name}</span>
            )}
            {detail ? <div className={classes.detail}>{detail}</div> : null}
          </div>
          <span id={`${id}-state`}>
            <StatusBadge tone={state.tone} hollow={state.hollow}>
              {state.label}
            </StatusBadge>
          </span>
        </li>
      ))}
    </ul>
  );
}

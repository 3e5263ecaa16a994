import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import classes from './access.module.css';

interface CheckGroupProps<Name extends string> {
  readonly id: string;
  readonly legend: string;
  readonly hint?: ReactNode;
  readonly names: readonly Name[];
  readonly chosen: readonly Name[];
  label(name: Name): string;
  onChange(chosen: Name[]): void;
}

/** Several of a few: a group of boxes under one legend. */
export function CheckGroup<Name extends string>({
  id,
  legend,
  hint,
  names,
  chosen,
  label,
  onChange,
}: CheckGroupProps<Name>) {
  return (
    <fieldset id={id} className={classes.group} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className={classes.quiet}>
          {hint}
        </p>
      ) : null}
      <div className={classes.checks}>
        {names.map((name) => (
          <Checkbox
            key={name}
            label={label(name)}
            checked={chosen.includes(name)}
            onChange={({ currentTarget }) =>
              onChange(
                names.filter((one) =>
                  one === name ? currentTarget.checked : chosen.includes(one),
                ),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

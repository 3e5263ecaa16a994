import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import classes from './evaluations.module.css';

interface CheckGroupProps<Name extends string> {
  readonly id: string;
  readonly legend: string;
  readonly error?: string;
  readonly names: readonly Name[];
  readonly chosen: readonly Name[];
  label(name: Name): ReactNode;
  onChange(chosen: Name[]): void;
}

/** Several of a few: boxes under one legend, with what is wrong about them. */
export function CheckGroup<Name extends string>({
  id,
  legend,
  error,
  names,
  chosen,
  label,
  onChange,
}: CheckGroupProps<Name>) {
  return (
    <fieldset
      id={id}
      className={classes.group}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend>{legend}</legend>
      {error ? (
        <p id={`${id}-error`} className={classes.error}>
          {error}
        </p>
      ) : null}
      <div className={classes.checks}>
        {names.map((name) => (
          <Checkbox
            key={name}
            label={label(name)}
            checked={chosen.includes(name)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(names.filter((one) => (one === name ? checked : chosen.includes(one))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

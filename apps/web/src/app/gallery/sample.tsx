import type { ReactNode } from 'react';
import classes from './gallery.module.css';

/** Chooses between two texts written side by side; only the gallery speaks outside the catalogue. */
export type Say = (fr: string, en: string) => string;

export function Sample({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.sample}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

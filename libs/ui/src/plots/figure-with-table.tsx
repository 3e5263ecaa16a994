import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './figure-with-table.module.css';

interface FigureWithTableProps {
  readonly caption: ReactNode;
  /** The picture; it must carry its own text alternative. */
  readonly picture: ReactNode;
  /** The same figures as a table. */
  readonly table: ReactNode;
}

/** A picture and its table behind one switch: neither says more than the other. */
export function FigureWithTable({ caption, picture, table }: FigureWithTableProps) {
  const { t } = useTranslation('ui');
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id}>{caption}</figcaption>
      {asTable ? table : picture}
      <button type="button" className={classes.switch} onClick={() => setAsTable(!asTable)}>
        {asTable ? t('plots.showPlot') : t('plots.showTable')}
      </button>
    </figure>
  );
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Hidden } from '../hidden';
import { TextLink } from '../link';
import { zoneOf } from './geometry';
import classes from './heat-table.module.css';

export interface HeatCell {
  readonly median: number | null;
  readonly n: number;
  /** The ratings disagree by the method in use. */
  readonly divided?: boolean;
}

export interface HeatRow {
  readonly key: string;
  readonly label: string;
  readonly href?: string;
  readonly cells: Readonly<Record<string, HeatCell | undefined>>;
}

interface HeatTableProps {
  readonly caption: string;
  readonly rowHeading?: string;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly HeatRow[];
  /** Left out where several tables share one. */
  readonly legend?: boolean;
}

/**
 * Statements by professions: each cell is the median as a number on the ground of its zone, with the
 * count of raters. Divided views carry a sign. Read across, it scrolls; the statement stays.
 */
export function HeatTable({ caption, rowHeading, columns, rows, legend = true }: HeatTableProps) {
  const { t } = useTranslation('ui');
  const { number } = useFormat();
  return (
    <div>
      <div className={classes.scroll} role="region" aria-label={caption} tabIndex={0}>
        <table className={classes.heat}>
          <caption>
            <Hidden>{caption}</Hidden>
          </caption>
          <thead>
            <tr>
              <th scope="col">{rowHeading ?? t('plots.statement')}</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {row.href ? <TextLink href={row.href}>{row.label}</TextLink> : row.label}
                </th>
                {columns.map(({ key }) => {
                  const cell = row.cells[key];
                  if (!cell || cell.median === null)
                    return (
                      <td key={key} className={classes.none}>
                        <span aria-hidden>–</span>
                        <Hidden>{t('plots.noRating')}</Hidden>
                      </td>
                    );
                  return (
                    <td key={key} data-zone={zoneOf(cell.median)}>
                      <span className={classes.median}>
                        {number(cell.median)}
                        {cell.divided ? (
                          <>
                            <span aria-hidden> ≠</span>
                            <Hidden>, {t('plots.dividedWord')}</Hidden>
                          </>
                        ) : null}
                      </span>
                      <span className={classes.n}>{t('plots.raters', { count: cell.n })}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {legend ? (
        <ul className={classes.legend} aria-label={t('plots.legend')}>
          <li data-zone="low">{t('plots.zoneLow')}</li>
          <li data-zone="middle">{t('plots.zoneMiddle')}</li>
          <li data-zone="high">{t('plots.zoneHigh')}</li>
          <li>{t('plots.divided')}</li>
        </ul>
      ) : null}
    </div>
  );
}

import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Hidden } from '../hidden';
import { IconChevronDown, IconChevronUp, IconSelector } from '../icons';
import classes from './data-table.module.css';

export type SortValue = string | number | Date | null | undefined;

export interface DataColumn<Row> {
  readonly key: string;
  readonly header: string;
  cell(row: Row): ReactNode;
  /** Makes the column sortable here, in the page. */
  sortValue?(row: Row): SortValue;
  /** Makes the column sortable by the server: `onSort` is asked. */
  readonly serverSort?: boolean;
  readonly align?: 'start' | 'end';
  /** Names the row; the first column unless another says so. */
  readonly rowHeader?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

interface DataTableProps<Row> {
  readonly caption: string;
  /** Keeps the caption for screen readers where a heading already says it. */
  readonly captionHidden?: boolean;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  rowKey(row: Row): string;
  readonly initialSort?: Sort;
  /** With a server's sort: the order shown now. */
  readonly sort?: Sort;
  onSort?(sort: Sort): void;
  readonly emptyText?: string;
}

/**
 * Rows and columns with a caption, a header that stays in sight and sorting by column. On a narrow
 * screen each row becomes a block with its labels.
 */
export function DataTable<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  initialSort,
  sort: givenSort,
  onSort,
  emptyText,
}: DataTableProps<Row>) {
  const { t } = useTranslation('ui');
  const { locale } = useFormat();
  const [ownSort, setOwnSort] = useState<Sort | undefined>(initialSort);
  const sort = givenSort ?? ownSort;
  const headerKey = columns.find((column) => column.rowHeader)?.key ?? columns[0]?.key;

  const sorted = useMemo(() => {
    const value = columns.find((column) => column.key === sort?.key)?.sortValue;
    if (!sort || !value) return rows;
    const words = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
    const compare = (a: SortValue, b: SortValue): number =>
      typeof a === 'string' && typeof b === 'string' ? words.compare(a, b) : Number(a) - Number(b);
    return [...rows].sort((one, other) => {
      const a = value(one);
      const b = value(other);
      // What has no value stands last in either direction.
      if (a == null || b == null) return Number(a == null) - Number(b == null);
      return sort.descending ? compare(b, a) : compare(a, b);
    });
  }, [rows, columns, sort, locale]);

  const sortBy = (column: DataColumn<Row>) => {
    const next = {
      key: column.key,
      descending: sort?.key === column.key ? !sort.descending : false,
    };
    if (column.serverSort) onSort?.(next);
    else setOwnSort(next);
  };

  return (
    <div className={classes.box} data-wide={columns.length > 5 || undefined}>
      <table className={classes.table} role="table">
        <caption>{captionHidden ? <Hidden>{caption}</Hidden> : caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => {
              const sortable = column.serverSort || column.sortValue;
              const current = sort?.key === column.key ? sort : undefined;
              const Icon = !current
                ? IconSelector
                : current.descending
                  ? IconChevronDown
                  : IconChevronUp;
              return (
                <th
                  key={column.key}
                  role="columnheader"
                  scope="col"
                  data-align={column.align}
                  data-sortable={sortable ? true : undefined}
                  aria-sort={
                    current ? (current.descending ? 'descending' : 'ascending') : undefined
                  }
                >
                  {sortable ? (
                    <button type="button" onClick={() => sortBy(column)}>
                      {column.header}
                      <Icon aria-hidden size={16} />
                    </button>
                  ) : (
                    column.header
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {sorted.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column) => {
                const Cell = column.key === headerKey ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    role={column.key === headerKey ? 'rowheader' : 'cell'}
                    scope={column.key === headerKey ? 'row' : undefined}
                    data-align={column.align}
                  >
                    <span className={classes.label} aria-hidden>
                      {column.header}
                    </span>
                    <span className={classes.content}>{column.cell(row)}</span>
                  </Cell>
                );
              })}
            </tr>
          ))}
          {rows.length === 0 ? (
            <tr role="row">
              <td role="cell" colSpan={columns.length} className={classes.empty}>
                {emptyText ?? t('table.empty')}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}

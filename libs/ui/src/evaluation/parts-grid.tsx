import { useTranslation } from 'react-i18next';
import { useFormat } from '../format';
import { Hidden } from '../hidden';
import { TextLink } from '../link';
import { StatusBadge } from '../status/status-badge';
import type { Tone } from '../status/tone';
import classes from './parts-grid.module.css';

export const partStates = [
  'unassigned',
  'to_do',
  'in_progress',
  'submitted',
  'returned',
  'closed_with_gaps',
] as const;
export type PartState = (typeof partStates)[number];

const tones: Readonly<Record<PartState, Tone>> = {
  unassigned: 'warning',
  to_do: 'neutral',
  in_progress: 'info',
  submitted: 'success',
  returned: 'danger',
  closed_with_gaps: 'neutral',
};

export interface PartCell {
  readonly state: PartState;
  readonly answered: number;
  readonly total: number;
  /** Who answers it, by name. */
  readonly people: readonly string[];
  /** Calendar day. */
  readonly due?: string | null;
  readonly late?: boolean;
  readonly href?: string;
}

export interface PartsRow {
  readonly key: string;
  readonly label: string;
  /** By role key; nothing where the section asks nothing of the role. */
  readonly cells: Readonly<Record<string, PartCell | undefined>>;
}

interface PartsGridProps {
  readonly caption: string;
  readonly roles: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly PartsRow[];
}

/** The state of a part in a word and a tone. */
export function PartStateBadge({ state }: { readonly state: PartState }) {
  const { t } = useTranslation('ui');
  return (
    <StatusBadge tone={tones[state]} hollow={state === 'to_do'}>
      {t(`parts.states.${state}`)}
    </StatusBadge>
  );
}

/**
 * Sections by answer roles: who has what to answer, how far it is and what is late. A real table; on
 * a narrow screen each section becomes a list of its parts.
 */
export function PartsGrid({ caption, roles, rows }: PartsGridProps) {
  const { t } = useTranslation('ui');
  const { shortDate, list } = useFormat();
  return (
    <div className={classes.box}>
      <table className={classes.grid} role="table">
        <caption>
          <Hidden>{caption}</Hidden>
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {t('parts.section')}
            </th>
            {roles.map(({ key, label }) => (
              <th key={key} role="columnheader" scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={row.key} role="row">
              <th role="rowheader" scope="row">
                {row.label}
              </th>
              {roles.map(({ key, label }) => {
                const cell = row.cells[key];
                if (!cell)
                  return (
                    <td key={key} role="cell" className={classes.none}>
                      <Hidden>{t('parts.noPart')}</Hidden>
                    </td>
                  );
                const count = t('parts.answered', { answered: cell.answered, total: cell.total });
                return (
                  <td key={key} role="cell" data-tone={cell.late ? 'danger' : tones[cell.state]}>
                    <div className={classes.cell}>
                      <span className={classes.role} aria-hidden>
                        {label}
                      </span>
                      <span className={classes.state}>
                        <PartStateBadge state={cell.state} />
                        {cell.late ? (
                          <StatusBadge tone="danger">{t('parts.late')}</StatusBadge>
                        ) : null}
                      </span>
                      {cell.href ? (
                        <TextLink href={cell.href} className={classes.count}>
                          {count}
                          <Hidden>{` (${row.label}, ${label})`}</Hidden>
                        </TextLink>
                      ) : (
                        <span className={classes.count}>{count}</span>
                      )}
                      {cell.people.length > 0 ? (
                        <span className={classes.people}>{list(cell.people)}</span>
                      ) : null}
                      {cell.due && cell.state !== 'submitted' ? (
                        <span className={classes.people}>
                          {t('parts.dueOn', { date: shortDate(cell.due) })}
                        </span>
                      ) : null}
                    </div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Checkbox } from '@mantine/core';
import {
  DataTable,
  IconLock,
  PartStateBadge,
  StatusBadge,
  useFormat,
  type DataColumn,
  type PartCell,
} from '@consilium/ui';
import { AccountMark } from '../access';
import { useLocale } from '../platform/use-locale';
import type { Part } from './panel-operations';
import classes from './evaluations.module.css';

interface PartsTableProps {
  readonly parts: readonly Part[];
  readonly chosen: readonly string[];
  /** Null where parts are only read. */
  readonly onChoose: ((chosen: readonly string[]) => void) | null;
}

const stateOf = ({ state, gapsReason, assignees, progress }: Part): PartCell['state'] => {
  if (state === 'submitted') return gapsReason ? 'closed_with_gaps' : 'submitted';
  if (state === 'returned') return 'returned';
  if (assignees.length === 0) return 'unassigned';
  return progress && progress.answered > 0 ? 'in_progress' : 'to_do';
};

/** For whom the answers of a part are kept, where not for all. */
function Reserved({ clearance: { level, roles } }: Pick<Part, 'clearance'>) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { list } = useFormat();
  if (level === 'panel') return null;
  const names = (roles ?? []).map((role) => t(`common:answerRoles.${role}`));
  return (
    <span className={`${classes.line} ${classes.quiet}`}>
      <IconLock aria-hidden size={16} />{' '}
      {level === 'author'
        ? t('screen.parts.keptToAnswering')
        : t('screen.parts.keptTo', { roles: list(names) })}
    </span>
  );
}

/** The parts with who has them, by when, and how far they are. */
export function PartsTable({ parts, chosen, onChoose }: PartsTableProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { shortDate } = useFormat();
  const locale = useLocale();
  const nameOf = (part: Part) =>
    t('screen.parts.name', {
      section: part.sectionTitle[locale],
      role: t(`common:answerRoles.${part.leadRole}`),
    });

  const choose: DataColumn<Part>[] = onChoose
    ? [
        {
          key: 'select',
          header: t('screen.parts.columns.select'),
          cell: (part) => (
            <Checkbox
              aria-label={t('screen.parts.select', { part: nameOf(part) })}
              checked={chosen.includes(part.id)}
              onChange={({ currentTarget: { checked } }) =>
                onChoose(checked ? [...chosen, part.id] : chosen.filter((one) => one !== part.id))
              }
            />
          ),
        },
      ]
    : [];
  const columns: readonly DataColumn<Part>[] = [
    ...choose,
    {
      key: 'part',
      header: t('screen.parts.columns.part'),
      rowHeader: true,
      cell: (part) => (
        <>
          {part.sectionTitle[locale]}
          <span className={`${classes.line} ${classes.quiet}`}>
            {t('screen.parts.roleAndMinutes', {
              role: t(`common:answerRoles.${part.leadRole}`),
              count: part.minutes,
            })}
          </span>
          <Reserved clearance={part.clearance} />
        </>
      ),
    },
    {
      key: 'who',
      header: t('screen.parts.columns.who'),
      cell: ({ assignees }) =>
        assignees.length > 0 ? (
          assignees.map(({ seatId, displayName, account }) => (
            <span key={seatId} className={classes.line}>
              {displayName} <AccountMark account={account} />
            </span>
          ))
        ) : (
          <span className={classes.quiet}>{t('screen.parts.nobody')}</span>
        ),
    },
    {
      key: 'due',
      header: t('screen.parts.columns.due'),
      cell: ({ dueOn, lateness }) => (
        <>
          <span className={`${classes.line} ${classes.whole}`}>
            {dueOn ? shortDate(dueOn) : t('screen.parts.noDue')}
          </span>
          {lateness.state === 'late' ? (
            <StatusBadge tone="danger">
              {t('lateness.late', { count: Math.abs(lateness.days) })}
            </StatusBadge>
          ) : null}
        </>
      ),
    },
    {
      key: 'progress',
      header: t('screen.parts.columns.progress'),
      cell: (part) => (
        <>
          <span className={classes.whole}>
            <PartStateBadge state={stateOf(part)} />
          </span>
          {part.progress ? (
            <span className={`${classes.line} ${classes.quiet}`}>
              {t('screen.parts.answered', part.progress)}
            </span>
          ) : null}
        </>
      ),
    },
  ];

  const all = parts.length > 0 && parts.every(({ id }) => chosen.includes(id));
  return (
    <>
      {onChoose && parts.length > 0 ? (
        <Checkbox
          mb="xs"
          label={t('screen.parts.selectAll', { count: parts.length })}
          checked={all}
          indeterminate={!all && chosen.length > 0}
          onChange={() => onChoose(all ? [] : parts.map(({ id }) => id))}
        />
      ) : null}
      <DataTable
        caption={t('screen.parts.caption')}
        captionHidden
        columns={columns}
        rows={parts}
        rowKey={({ id }) => id}
        emptyText={t('screen.parts.noneShown')}
      />
    </>
  );
}

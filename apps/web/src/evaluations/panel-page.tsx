import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import {
  DataTable,
  FoldedHelp,
  LoadingState,
  Notice,
  PersonTag,
  ReasonedButton,
  StatusBadge,
  useFormat,
  type DataColumn,
} from '@consilium/ui';
import { AccountMark } from '../access';
import { FailureNotice } from '../platform/failure-notice';
import { LinkButton } from '../platform/link-button';
import { PageTitle } from '../platform/page-title';
import { useProfessionText } from '../platform/professions';
import { PanelChanges } from './panel-changes';
import { filePanelQuery, type PanelView, type Seat } from './panel-operations';
import { PartsSection } from './parts-section';
import { SeatActions } from './seat-actions';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import classes from './evaluations.module.css';

/** Who judges this file, for what, and who answers which part. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(filePanelQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  useFileChanges(id, () => void refetch());
  const file = data?.evaluation;
  return (
    <>
      <PageTitle title={t('screen.panel.title')} />
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {file ? (
        <>
          <Seats panel={file.panel} />
          <PartsSection seats={file.panel.seats.filter(({ active }) => active)} />
        </>
      ) : null}
    </>
  );
}

function Seats({ panel }: { readonly panel: PanelView }) {
  const { t } = useTranslation('evaluations');
  const path = useEvaluationPath();
  const { phase } = useEvaluation();
  const barred = useReasonAgainst()('panel.edit');
  const seated = panel.seats.filter(({ active, withoutHolder }) => active || withoutHolder);
  const former = panel.seats.filter(({ active, withoutHolder }) => !active && !withoutHolder);
  return (
    <section aria-labelledby="panel-members">
      <h2 id="panel-members">{t('screen.panel.caption')}</h2>
      {phase === 'draft' ? (
        <Notice>
          <p>{t('screen.panel.fromCommittee')}</p>
        </Notice>
      ) : panel.warnings.length > 0 ? (
        <Notice tone="warning" title={t('screen.panel.warnings')}>
          <ul>
            {panel.warnings.map((warning) => (
              <li key={warning}>{t(`panelWarnings.${warning}`)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <SeatTable caption={t('screen.panel.caption')} seats={seated} editable={!barred} />
      <div className={classes.moves}>
        {barred ? (
          <ReasonedButton variant="default" reason={barred}>
            {t('screen.panel.add')}
          </ReasonedButton>
        ) : (
          <LinkButton variant="default" href={path('panel/new')}>
            {t('screen.panel.add')}
          </LinkButton>
        )}
      </div>
      {former.length > 0 ? (
        <FoldedHelp summary={t('screen.panel.former')}>
          <SeatTable caption={t('screen.panel.former')} seats={former} editable={!barred} />
        </FoldedHelp>
      ) : null}
      <PanelChanges changes={panel.changes} />
    </section>
  );
}

interface SeatTableProps {
  readonly caption: string;
  readonly seats: readonly Seat[];
  readonly editable: boolean;
}

function SeatTable({ caption, seats, editable }: SeatTableProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { list, shortDate } = useFormat();
  const professionText = useProfessionText();
  const none = t('screen.panel.none');
  const texts = (names: readonly string[]) => (names.length > 0 ? list(names) : none);

  const columns: DataColumn<Seat>[] = [
    {
      key: 'person',
      header: t('screen.panel.columns.person'),
      cell: (seat) => (
        <>
          <PersonTag
            name={seat.displayName}
            detail={professionText(seat.profession)}
            you={seat.mine}
          />
          <span className={classes.badges}>
            <AccountMark account={seat.account} />
            {seat.withoutHolder ? (
              <StatusBadge tone="warning">{t('screen.panel.vacant')}</StatusBadge>
            ) : null}
            {seat.labels.map((label) => (
              <StatusBadge key={label} tone={label === 'requester' ? 'info' : 'warning'}>
                {t(`labels.${label}`)}
              </StatusBadge>
            ))}
          </span>
          {seat.selfGrantedReason ? (
            <span className={`${classes.line} ${classes.quiet}`}>
              {t('screen.panel.selfGranted', { reason: seat.selfGrantedReason })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'roles',
      header: t('screen.panel.columns.roles'),
      cell: (seat) => texts(seat.answerRoles.map((name) => t(`common:answerRoles.${name}`))),
    },
    {
      key: 'functions',
      header: t('screen.panel.columns.functions'),
      cell: (seat) => (
        <>
          {seat.functions.length > 0 ? (
            <span className={classes.line}>
              {list(seat.functions.map((name) => t(`common:seatFunctions.${name}`)))}
            </span>
          ) : null}
          <span className={seat.votes ? classes.line : `${classes.line} ${classes.quiet}`}>
            {t(seat.votes ? 'screen.panel.votesYes' : 'screen.panel.votesNo')}
          </span>
        </>
      ),
    },
    {
      key: 'until',
      header: t('screen.panel.columns.until'),
      cell: (seat) => (
        <>
          <span className={classes.line}>
            {t('screen.panel.since', { date: shortDate(seat.seatedFrom) })}
          </span>
          {seat.seatedTo ? (
            <span className={classes.line}>
              {t('screen.panel.until', { date: shortDate(seat.seatedTo) })}
            </span>
          ) : null}
        </>
      ),
    },
  ];
  if (editable) {
    columns.push({
      key: 'actions',
      header: t('screen.panel.columns.actions'),
      cell: (seat) => <SeatActions seat={seat} />,
    });
  }
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={seats}
      rowKey={({ id }) => id}
      emptyText={t('screen.panel.empty')}
    />
  );
}

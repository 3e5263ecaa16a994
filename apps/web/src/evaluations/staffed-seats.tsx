import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  DataTable,
  Hidden,
  PersonTag,
  StatusBadge,
  useFormat,
  type DataColumn,
} from '@consilium/ui';
import { AccountMark } from '../access';
import { newOperationId } from '../platform/ids';
import { useProfessionText } from '../platform/professions';
import { useAct } from '../platform/use-act';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { vacateSeat, type StaffedSeat } from './staffing-operations';
import classes from './evaluations.module.css';

/** The seats of a file with what they carry, each to be ended in the open. */
export function StaffedSeats({ seats }: { readonly seats: readonly StaffedSeat[] }) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { list } = useFormat();
  const professionText = useProfessionText();
  const said = (words: readonly string[]): string =>
    words.length > 0 ? list(words) : t('screen.panel.none');
  const columns: DataColumn<StaffedSeat>[] = [
    {
      key: 'person',
      header: t('screen.panel.columns.person'),
      cell: (seat) => (
        <>
          <PersonTag name={seat.displayName} detail={professionText(seat.profession)} />
          <span className={classes.badges}>
            <AccountMark account={seat.account} />
            {seat.withoutHolder ? (
              <StatusBadge tone="warning">{t('screen.panel.vacant')}</StatusBadge>
            ) : null}
          </span>
        </>
      ),
    },
    {
      key: 'roles',
      header: t('screen.panel.columns.roles'),
      cell: (seat) => said(seat.answerRoles.map((name) => t(`common:answerRoles.${name}`))),
    },
    {
      key: 'functions',
      header: t('screen.panel.columns.functions'),
      cell: (seat) =>
        said([
          ...seat.functions.map((name) => t(`common:seatFunctions.${name}`)),
          ...(seat.votes ? [t('screen.panel.votesYes')] : []),
        ]),
    },
    {
      key: 'actions',
      header: t('screen.panel.columns.actions'),
      cell: (seat) => (seat.active ? <Vacate seat={seat} /> : null),
    },
  ];
  return (
    <section aria-labelledby="staffed-seats">
      <h2 id="staffed-seats">{t('screen.staffing.seats')}</h2>
      <DataTable
        caption={t('screen.staffing.seats')}
        captionHidden
        columns={columns}
        rows={seats.filter(({ active, withoutHolder }) => active || withoutHolder)}
        rowKey={({ id }) => id}
        emptyText={t('screen.panel.empty')}
      />
    </section>
  );
}

function Vacate({ seat }: { readonly seat: StaffedSeat }) {
  const { t } = useTranslation('evaluations');
  const [send] = useMutation(vacateSeat);
  const { act, busy, trouble, clear } = useAct();
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const end = async () => {
    const done = await act(async () => {
      const { data } = await send({
        variables: { operationId: newOperationId(), seatId: seat.id, reason },
        refetchQueries: 'active',
      });
      return data?.vacateSeat;
    });
    if (done) setAsked(false);
  };
  return (
    <>
      <button
        type="button"
        className={classes.linkButton}
        onClick={() => {
          clear();
          setAsked(true);
        }}
      >
        {t('screen.staffing.vacate')}
        <Hidden>{` (${seat.displayName})`}</Hidden>
      </button>
      <ConfirmDialog
        opened={asked}
        title={t('screen.panel.endConfirm')}
        confirmLabel={t('screen.panel.endConfirm')}
        danger
        busy={busy}
        trouble={trouble}
        onConfirm={() => void end()}
        onCancel={() => setAsked(false)}
      >
        <p>{t('screen.staffing.vacateText', { name: seat.displayName })}</p>
        <TextInput
          label={t('screen.staffing.reason')}
          description={t('screen.staffing.reasonHint')}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      </ConfirmDialog>
    </>
  );
}

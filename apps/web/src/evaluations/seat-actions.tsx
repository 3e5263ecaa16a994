import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '@apollo/client/react';
import { checkEnding } from '@consilium/domain/access';
import { Hidden, TextLink } from '@consilium/ui';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useAct } from '../platform/use-act';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { endSeat, seatSubstitute, type Seat } from './panel-operations';
import { useEvaluationPath } from './use-evaluation';
import classes from './evaluations.module.css';

/** What whoever runs the file does to a seat: nothing to the own one, and nothing that carries power. */
export function SeatActions({ seat }: { readonly seat: Seat }) {
  const { t } = useTranslation('evaluations');
  const path = useEvaluationPath();
  const refusalText = useRefusalText();
  const [end] = useMutation(endSeat);
  const [substitute] = useMutation(seatSubstitute);
  const { act, busy, trouble, clear } = useAct();
  const [asked, setAsked] = useState<'end' | 'substitute' | null>(null);
  const variables = { operationId: newOperationId(), seatId: seat.id };
  const run = async () => {
    const done = await act(async () => {
      if (asked === 'substitute') {
        const { data } = await substitute({ variables, refetchQueries: 'active' });
        return data?.seatSubstitute;
      }
      const { data } = await end({ variables, refetchQueries: 'active' });
      return data?.endSeat;
    });
    if (done) setAsked(null);
  };
  const ask = (what: 'end' | 'substitute') => {
    clear();
    setAsked(what);
  };
  const kept = seat.mine ? 'own_power' : (checkEnding(seat, [])?.code ?? null);
  if (!seat.active && !seat.substitute) {
    return seat.vacant ? (
      <span className={classes.quiet}>{t('screen.panel.vacantText')}</span>
    ) : null;
  }
  const confirm = asked === 'substitute' ? 'screen.panel.substitute' : 'screen.panel.endConfirm';
  return (
    <span className={classes.rowActions}>
      {seat.active && !seat.mine ? (
        <TextLink href={path(`panel/${seat.memberId}`)}>
          {t('screen.panel.edit')}
          <Hidden>{` (${seat.displayName})`}</Hidden>
        </TextLink>
      ) : null}
      {seat.active && kept ? (
        <span className={classes.quiet}>{refusalText({ code: kept })}</span>
      ) : (
        <button
          type="button"
          className={classes.linkButton}
          onClick={() => ask(seat.active ? 'end' : 'substitute')}
        >
          {t(seat.active ? 'screen.panel.end' : 'screen.panel.substitute')}
          <Hidden>{` (${seat.displayName})`}</Hidden>
        </button>
      )}
      <ConfirmDialog
        opened={asked !== null}
        title={t(confirm)}
        confirmLabel={t(confirm)}
        danger={asked === 'end'}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void run()}
        onCancel={() => setAsked(null)}
      >
        <p>
          {asked === 'substitute'
            ? t('screen.panel.substituteText', {
                name: seat.substitute ?? '',
                vacant: seat.displayName,
              })
            : t('screen.panel.endText', { name: seat.displayName })}
        </p>
      </ConfirmDialog>
    </span>
  );
}

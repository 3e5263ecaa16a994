import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonedButton } from '@consilium/ui';
import { useEvaluation, useReasonAgainst } from '../evaluations';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { adoptOpinion } from './operations';
import { useChange } from './use-change';
import type { DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

/** What is still to be done before the chair adopts the opinion, and the adoption itself. */
export function Adoption({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  const { id: evaluationId } = useEvaluation();
  const denied = useReasonAgainst()('opinion.adopt');
  const refusalText = useRefusalText();
  const { change, client, busy, trouble, clear } = useChange();
  const [asked, setAsked] = useState(false);
  const { adoptionBars: bars, objections } = page;
  const awaited = page.tally?.notVoted.length ?? 0;
  const barText = (bar: (typeof bars)[number]) => {
    if (bar.code !== 'vote_not_carried') return refusalText(bar);
    if (page.opinion?.state !== 'voting') return t('screen.adoption.voteNotOpen');
    return awaited > 0 ? t('screen.adoption.underWay', { count: awaited }) : refusalText(bar);
  };

  const adopt = async () => {
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: adoptOpinion,
        variables: { input: { operationId: newOperationId(), evaluationId } },
      });
      return data?.adoptOpinion;
    });
    if (done) setAsked(false);
  };

  return (
    <section aria-labelledby="adoption">
      <h3 id="adoption">{t('screen.adoption.title')}</h3>
      {page.phase !== 'opinion' ? null : bars.length > 0 ? (
        <>
          <p>{t('screen.adoption.missing')}</p>
          <ul className={classes.plain}>
            {bars.map((bar) => (
              <li key={bar.code}>{barText(bar)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('screen.adoption.ready')}</p>
      )}
      <div className={classes.actions}>
        <ReasonedButton
          reason={denied ?? (bars.length > 0 ? t('screen.adoption.notYet') : null)}
          onClick={() => {
            clear();
            setAsked(true);
          }}
        >
          {t('screen.adoption.adopt')}
        </ReasonedButton>
      </div>
      <ConfirmDialog
        opened={asked}
        title={t('screen.adoption.adopt')}
        confirmLabel={t('screen.adoption.adopt')}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void adopt()}
        onCancel={() => setAsked(false)}
      >
        <p>{t('screen.adoption.text')}</p>
        {objections.length > 0 ? (
          <p>{t('screen.adoption.objections', { count: objections.length })}</p>
        ) : null}
      </ConfirmDialog>
    </section>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmWithReason, Notice, ReasonedButton, useFormat } from '@consilium/ui';
import { useEvaluation } from '../evaluations';
import { useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { useTroubleText } from '../platform/use-act';
import { answerLateRecusal } from './operations';
import { useChange } from './use-change';
import type { DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

type LateRecusal = DecisionPage['lateRecusals'][number];

/** Recusals found after the member spoke, rated or voted: what they stop, and how it goes on. */
export function LateRecusals({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation('decisions');
  if (page.lateRecusals.length === 0) return null;
  return (
    <Notice
      tone={page.lateRecusals.some(({ stopsAdoption }) => stopsAdoption) ? 'warning' : 'info'}
      title={t('screen.late.title')}
    >
      <ul className={classes.plain}>
        {page.lateRecusals.map((late) => (
          <li key={late.id}>
            <Late late={late} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Late({ late }: { readonly late: LateRecusal }) {
  const { t } = useTranslation('decisions');
  const { date, list } = useFormat();
  const { facts } = useEvaluation();
  const refusalText = useRefusalText();
  const troubleText = useTroubleText();
  const { change, client, busy, trouble, clear } = useChange();
  const [asked, setAsked] = useState(false);
  const part = (['spoke', 'rated', 'voted'] as const).filter((one) => late[one]);
  const concerned = facts.seats.some(({ id }) => id === late.seatId);

  const answer = async (reason: string) => {
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: answerLateRecusal,
        variables: { input: { operationId: newOperationId(), lateRecusalId: late.id, reason } },
      });
      return data?.answerLateRecusal;
    });
    if (done) setAsked(false);
  };

  return (
    <>
      <p>
        {t('screen.late.one', {
          name: late.name,
          date: date(late.foundAt),
          part: list(part.map((one) => t(`latePart.${one}`))),
        })}{' '}
        {t(
          late.stopsAdoption
            ? 'screen.late.stops'
            : `screen.late.${late.found as 'after_decision'}`,
        )}
      </p>
      {late.answers.map(({ by, asChair, reason, at }) => (
        <p key={at} className={classes.verbatim}>
          {t(asChair ? 'screen.late.byChair' : 'screen.late.bySecond', {
            name: by,
            date: date(at),
          })}{' '}
          {reason}
        </p>
      ))}
      {late.stopsAdoption && !concerned ? (
        <ReasonedButton
          size="xs"
          variant="default"
          reason={late.refusal ? refusalText(late.refusal) : null}
          onClick={() => {
            clear();
            setAsked(true);
          }}
        >
          {t('screen.late.answer')}
        </ReasonedButton>
      ) : null}
      <ConfirmWithReason
        opened={asked}
        title={t('screen.late.answer')}
        confirmLabel={t('screen.late.answer')}
        reasonLabel={t('screen.late.reason')}
        reasonHint={t('screen.late.hint')}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(reason) => void answer(reason)}
        onCancel={() => setAsked(false)}
      >
        <p>{t('screen.late.about', { name: late.name })}</p>
      </ConfirmWithReason>
    </>
  );
}

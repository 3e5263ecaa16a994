import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonedButton } from '@consilium/ui';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { useOperation } from '../platform/use-operation';
import { confirmCondition } from './condition-operations';
import { StepTaken } from './condition-steps';
import { useChange } from './use-change';
import type { Condition } from './use-decision-page';

interface ConfirmMetProps {
  readonly condition: Condition;
  readonly number: number;
}

/** Confirms what was declared, with the declaration and its documents before the eyes. */
export function ConfirmMet({ condition, number }: ConfirmMetProps) {
  const { t } = useTranslation('decisions');
  const { change, client, busy, trouble, clear } = useChange();
  const operation = useOperation();
  const [asked, setAsked] = useState(false);
  const declared = condition.steps.findLast(({ step }) => step === 'declared');
  const confirm = async () => {
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: confirmCondition,
        variables: {
          input: operation.of({ conditionId: condition.id, accept: true, note: '' }),
        },
      });
      return data?.confirmCondition;
    });
    if (!done) return;
    operation.end();
    setAsked(false);
  };
  return (
    <>
      <ReasonedButton
        size="xs"
        aria-label={t('screen.conditions.act.confirmThis', { number })}
        onClick={() => {
          clear();
          setAsked(true);
        }}
      >
        {t('screen.conditions.act.confirm')}
      </ReasonedButton>
      <ConfirmDialog
        opened={asked}
        title={t('screen.conditions.act.confirmThis', { number })}
        confirmLabel={t('screen.conditions.act.confirmThis', { number })}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void confirm()}
        onCancel={() => setAsked(false)}
      >
        <p>{condition.text}</p>
        {declared ? <StepTaken step={declared} /> : null}
        <p>{t('screen.conditions.act.confirmHelp')}</p>
      </ConfirmDialog>
    </>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NativeSelect } from '@mantine/core';
import { ConfirmWithReason, ReasonedButton } from '@consilium/ui';
import { useProfessionText } from '../platform/professions';
import { useTroubleText } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { handOverCondition } from './condition-operations';
import { useChange } from './use-change';
import type { Condition, DecisionPage } from './use-decision-page';

interface HandOverProps {
  readonly condition: Condition;
  readonly number: number;
  readonly seats: DecisionPage['seats'];
}

/** Hands a condition to somebody else on the panel, with the reason. */
export function HandOver({ condition, number, seats }: HandOverProps) {
  const { t } = useTranslation('decisions');
  const troubleText = useTroubleText();
  const professionText = useProfessionText();
  const { change, client, busy, trouble, clear } = useChange();
  const operation = useOperation();
  const [asked, setAsked] = useState(false);
  const heirs = seats.filter(
    ({ seat, active, recused }) => active && !recused && seat !== condition.holderSeat,
  );
  const [chosen, setChosen] = useState('');
  const seatId = chosen === '' ? (heirs[0]?.seat ?? '') : chosen;
  if (!condition.mayHandOver || heirs.length === 0) return null;
  const confirm = async (reason: string) => {
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: handOverCondition,
        variables: {
          input: operation.of({ conditionId: condition.id, seatId, reason }),
        },
      });
      return data?.handOverCondition;
    });
    if (!done) return;
    operation.end();
    setAsked(false);
  };
  return (
    <>
      <ReasonedButton
        size="xs"
        variant="default"
        aria-label={t('screen.conditions.act.handOverThis', { number })}
        onClick={() => {
          clear();
          setAsked(true);
        }}
      >
        {t('screen.conditions.act.handOver')}
      </ReasonedButton>
      <ConfirmWithReason
        opened={asked}
        title={t('screen.conditions.act.handOver')}
        confirmLabel={t('screen.conditions.act.handOver')}
        reasonHint={t('screen.conditions.act.reasonHint')}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(reason) => void confirm(reason)}
        onCancel={() => setAsked(false)}
      >
        <p>{condition.text}</p>
        <p>{t('screen.conditions.act.handOverHelp')}</p>
        <NativeSelect
          label={t('screen.conditions.act.handOverTo')}
          value={seatId}
          data={heirs.map(({ seat, name, profession }) => ({
            value: seat,
            label: `${name} (${professionText(profession)})`,
          }))}
          onChange={({ currentTarget: { value } }) => setChosen(value)}
        />
      </ConfirmWithReason>
    </>
  );
}

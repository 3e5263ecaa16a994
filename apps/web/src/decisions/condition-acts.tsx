import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmWithReason, ReasonedButton } from '@consilium/ui';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useTroubleText } from '../platform/use-act';
import { confirmCondition, declareConditionMet, waiveCondition } from './condition-operations';
import { useChange } from './use-change';
import { HandOver } from './condition-hand-over';
import { ConditionProofs, type Proof } from './condition-proofs';
import type { Condition, DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

/** Acts that need words; a confirmation needs none. */
const worded = ['declare', 'return', 'waive'] as const;
type Worded = (typeof worded)[number];

interface ConditionActsProps {
  readonly condition: Condition;
  readonly number: number;
  readonly seats: DecisionPage['seats'];
}

/** What this reader may do about a condition now: declare it met, confirm or return it, give it up. */
export function ConditionActs({ condition, number, seats }: ConditionActsProps) {
  const { t } = useTranslation('decisions');
  const troubleText = useTroubleText();
  const { change, client, busy, trouble, clear } = useChange();
  const [asked, setAsked] = useState<Worded | null>(null);
  const [proofs, setProofs] = useState<readonly Proof[]>([]);
  const { id: conditionId, mayDeclare, mayConfirm, mayWaive, mayHandOver } = condition;
  const open: Record<Worded, boolean> = {
    declare: mayDeclare,
    return: mayConfirm,
    waive: mayWaive,
  };
  if (!mayDeclare && !mayConfirm && !mayWaive && !mayHandOver) return null;

  const decide = (accept: boolean, note: string) =>
    change(async () => {
      const { data } = await client.mutate({
        mutation: confirmCondition,
        variables: { input: { operationId: newOperationId(), conditionId, accept, note } },
      });
      return data?.confirmCondition;
    });
  const say: Record<Worded, (words: string) => Promise<unknown>> = {
    declare: (proof) =>
      change(async () => {
        const { data } = await client.mutate({
          mutation: declareConditionMet,
          variables: {
            input: {
              operationId: newOperationId(),
              conditionId,
              proof,
              documents: proofs.map(({ id }) => id),
            },
          },
        });
        return data?.declareConditionMet;
      }),
    return: (note) => decide(false, note),
    waive: (reason) =>
      change(async () => {
        const { data } = await client.mutate({
          mutation: waiveCondition,
          variables: { input: { operationId: newOperationId(), conditionId, reason } },
        });
        return data?.waiveCondition;
      }),
  };
  const ask = (next: Worded) => {
    clear();
    setAsked(next);
  };
  const confirm = async (words: string) => {
    if (asked !== null && (await say[asked](words))) setAsked(null);
  };

  return (
    <div className={classes.actions}>
      {mayConfirm ? (
        <ReasonedButton
          size="xs"
          busy={busy}
          aria-label={t('screen.conditions.act.confirmThis', { number })}
          onClick={() => void decide(true, '')}
        >
          {t('screen.conditions.act.confirm')}
        </ReasonedButton>
      ) : null}
      {worded
        .filter((act) => open[act])
        .map((act) => (
          <ReasonedButton
            key={act}
            size="xs"
            variant="default"
            aria-label={t(`screen.conditions.act.${act}This`, { number })}
            onClick={() => ask(act)}
          >
            {t(`screen.conditions.act.${act}`)}
          </ReasonedButton>
        ))}
      {mayDeclare ? (
        <ConditionProofs
          number={number}
          proofs={proofs}
          onAdded={(proof) => setProofs((now) => [...now, proof])}
        />
      ) : null}
      <HandOver condition={condition} number={number} seats={seats} />
      {asked === null ? <TroubleNotice trouble={trouble} /> : null}
      <ConfirmWithReason
        opened={asked !== null}
        title={asked ? t(`screen.conditions.act.${asked}`) : ''}
        confirmLabel={asked ? t(`screen.conditions.act.${asked}`) : ''}
        reasonLabel={asked === 'declare' ? t('screen.conditions.act.proofLabel') : undefined}
        reasonHint={asked === 'declare' ? condition.proof : t('screen.conditions.act.reasonHint')}
        danger={asked === 'waive'}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(words) => void confirm(words)}
        onCancel={() => setAsked(null)}
      >
        <p>{condition.text}</p>
      </ConfirmWithReason>
    </div>
  );
}

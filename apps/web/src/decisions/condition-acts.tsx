import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { needsConfirmation } from '@consilium/domain/decisions';
import { ConfirmWithReason, ReasonedButton } from '@consilium/ui';
import { TroubleNotice, useTroubleText } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { ConfirmMet } from './condition-confirm';
import { HandOver } from './condition-hand-over';
import { confirmCondition, declareConditionMet, waiveCondition } from './condition-operations';
import { ConditionProofs, ProofList, type Proof } from './condition-proofs';
import { StepTaken } from './condition-steps';
import { useChange } from './use-change';
import type { Condition, DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

/** Acts that need words. */
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
  const operation = useOperation();
  const [asked, setAsked] = useState<Worded | null>(null);
  const [proofs, setProofs] = useState<readonly Proof[]>([]);
  const { id: conditionId, mayDeclare, mayConfirm, mayWaive, mayHandOver } = condition;
  const open: Record<Worded, boolean> = {
    declare: mayDeclare,
    return: mayConfirm,
    waive: mayWaive,
  };
  if (!mayDeclare && !mayConfirm && !mayWaive && !mayHandOver) return null;

  const say: Record<Worded, (words: string) => Promise<unknown>> = {
    declare: (proof) =>
      change(async () => {
        const documents = proofs.map(({ id }) => id);
        const input = operation.of({ conditionId, proof, documents });
        const { data } = await client.mutate({
          mutation: declareConditionMet,
          variables: { input },
        });
        return data?.declareConditionMet;
      }),
    return: (note) =>
      change(async () => {
        const input = operation.of({ conditionId, accept: false, note });
        const { data } = await client.mutate({ mutation: confirmCondition, variables: { input } });
        return data?.confirmCondition;
      }),
    waive: (reason) =>
      change(async () => {
        const input = operation.of({ conditionId, reason });
        const { data } = await client.mutate({ mutation: waiveCondition, variables: { input } });
        return data?.waiveCondition;
      }),
  };
  const confirm = async (words: string) => {
    if (asked === null || !(await say[asked](words))) return;
    operation.end();
    setAsked(null);
    setProofs([]);
  };
  const declared = condition.steps.findLast(({ step }) => step === 'declared');
  const help: Record<Worded, string> = {
    declare: needsConfirmation(condition.gate)
      ? t('screen.conditions.act.declareHelp')
      : t('screen.conditions.act.declareFinal'),
    return: t('screen.conditions.act.returnHelp'),
    waive: t('screen.conditions.act.waiveHelp'),
  };

  return (
    <div className={classes.actions}>
      {mayConfirm ? <ConfirmMet condition={condition} number={number} /> : null}
      {worded
        .filter((act) => open[act])
        .map((act) => (
          <ReasonedButton
            key={act}
            size="xs"
            variant="default"
            aria-label={t(`screen.conditions.act.${act}This`, { number })}
            onClick={() => {
              clear();
              setAsked(act);
            }}
          >
            {t(`screen.conditions.act.${act}`)}
          </ReasonedButton>
        ))}
      {mayDeclare ? <ConditionProofs number={number} proofs={proofs} onChange={setProofs} /> : null}
      <HandOver condition={condition} number={number} seats={seats} />
      {asked === null ? <TroubleNotice trouble={trouble} /> : null}
      <ConfirmWithReason
        opened={asked !== null}
        title={asked ? t(`screen.conditions.act.${asked}This`, { number }) : ''}
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
        {asked === 'declare' ? <ProofList proofs={proofs} /> : null}
        {asked !== null && asked !== 'declare' && declared ? <StepTaken step={declared} /> : null}
        {asked ? <p>{help[asked]}</p> : null}
      </ConfirmWithReason>
    </div>
  );
}

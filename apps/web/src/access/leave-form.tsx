import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { useShownReference } from '../platform/use-shown-reference';
import { HoldingLine } from './holding-line';
import { LeaveCheck } from './leave-check';
import { LeaveDone } from './leave-done';
import { keyOf, leave, type Holding, type Leaving } from './leaving-operations';
import { peopleQuery } from './operations';
import { Remaining } from './remaining';
import { useSuccessors, type Successors } from './use-successors';
import classes from './access.module.css';

interface LeaveFormProps {
  readonly leaving: Leaving;
  readAgain(): Promise<void>;
}

/** Who takes what; then, before it happens, what will happen; then what has no holder now. */
export function LeaveForm({ leaving, readAgain }: LeaveFormProps) {
  const [send] = useMutation(leave);
  const { act, busy, trouble, clear } = useAct();
  const operation = useOperation();
  const successors = useSuccessors(leaving);
  const [reason, setReason] = useState('');
  const [step, setStep] = useState<'choosing' | 'checking' | 'done'>('choosing');

  const confirm = async () => {
    const done = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            memberId: leaving.memberId,
            reason,
            holdings: successors.all.map((one) => ({
              kind: one.kind,
              evaluationId: one.evaluationId,
              ids: [...one.ids],
              successorId: successors.heirOf(one),
            })),
          }),
        },
        refetchQueries: [peopleQuery],
      });
      return data?.leave;
    });
    if (done) setStep('done');
    else await readAgain();
  };

  if (step === 'done') return <LeaveDone leaving={leaving} orphaned={successors.orphaned} />;
  if (step === 'checking') {
    return (
      <LeaveCheck
        leaving={leaving}
        successors={successors}
        reason={reason}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void confirm()}
        onBack={() => {
          clear();
          setStep('choosing');
        }}
      />
    );
  }
  return (
    <ChoosingForm
      leaving={leaving}
      successors={successors}
      reason={reason}
      onReason={setReason}
      onCheck={() => setStep('checking')}
    />
  );
}

interface ChoosingFormProps {
  readonly leaving: Leaving;
  readonly successors: Successors;
  readonly reason: string;
  onReason(reason: string): void;
  onCheck(): void;
}

function ChoosingForm({ leaving, successors, reason, onReason, onCheck }: ChoosingFormProps) {
  const { t } = useTranslation('access');
  const shown = useShownReference();
  const [missing, setMissing] = useState(false);
  const { all, heirOf, alsoHeirOf, choose, orphaned } = successors;
  const name = leaving.displayName;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '') document.getElementById('leave-reason')?.focus();
    else onCheck();
  };
  const line = (one: Holding) => (
    <HoldingLine
      key={keyOf(one)}
      holding={one}
      candidates={leaving.candidates}
      alsoHeir={alsoHeirOf(one)}
      value={heirOf(one)}
      onChoose={(to) => choose(one, to)}
    />
  );
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.text}>{t('leaving.intro')}</p>
      {all.length === 0 ? <p>{t('leaving.nothing', { name })}</p> : null}
      {leaving.files.map(({ evaluationId, reference, title, holdings }) => (
        <fieldset key={evaluationId} className={classes.group}>
          <legend>{`${shown(reference)} – ${title}`}</legend>
          {holdings.map(line)}
        </fieldset>
      ))}
      {leaving.committees.length > 0 ? (
        <fieldset className={classes.group}>
          <legend>{t('leaving.committees')}</legend>
          {leaving.committees.map(line)}
        </fieldset>
      ) : null}
      {all.length > 0 ? <Remaining leaving={leaving} holdings={orphaned} /> : null}
      <Textarea
        id="leave-reason"
        required
        label={t('leaving.reason')}
        description={t('leaving.reasonHint')}
        value={reason}
        error={missing && reason.trim() === '' ? t('leaving.reasonMissing') : undefined}
        onChange={({ currentTarget: { value } }) => onReason(value)}
      />
      <div className={classes.actions}>
        <Button type="submit">{t('leaving.check')}</Button>
      </div>
    </form>
  );
}

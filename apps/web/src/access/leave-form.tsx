import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { Notice, TextLink } from '@consilium/ui';
import { useOrganisationPath } from '../platform/organisation';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useOperation } from '../platform/use-operation';
import { useShownReference } from '../platform/use-shown-reference';
import { HoldingLine } from './holding-line';
import { holdingsOf, keyOf, leave, type Holding, type Leaving } from './leaving-operations';
import { peopleQuery } from './operations';
import { Remaining } from './remaining';
import classes from './access.module.css';

interface LeaveFormProps {
  readonly leaving: Leaving;
  readAgain(): Promise<void>;
}

/** Who takes what; whatever nobody takes is named before it happens. */
export function LeaveForm({ leaving, readAgain }: LeaveFormProps) {
  const { t } = useTranslation(['access', 'common']);
  const path = useOrganisationPath();
  const [send] = useMutation(leave);
  const { act, busy, trouble } = useAct();
  const operation = useOperation();
  const shown = useShownReference();
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState(t('leaving.reasonDefault'));
  const [missing, setMissing] = useState(false);
  const [left, setLeft] = useState(false);
  const seatHeirOf = (evaluationId: string | null): string | null => {
    const seat = leaving.files
      .find((file) => file.evaluationId === evaluationId)
      ?.holdings.find(({ kind }) => kind === 'seat');
    return seat ? (chosen[keyOf(seat)] ?? seat.proposed ?? '') || null : null;
  };
  /** Parts and conditions follow the seat, unless somebody says otherwise. */
  const heirOf = (one: Holding): string | null => {
    if (!one.canBeHanded) return null;
    const said = chosen[keyOf(one)];
    if (said !== undefined) return said || null;
    return one.kind === 'parts' || one.kind === 'conditions'
      ? seatHeirOf(one.evaluationId)
      : one.proposed;
  };
  const all = holdingsOf(leaving);
  const orphaned = all.filter((one) => one.canBeHanded && heirOf(one) === null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (busy || reason.trim() === '') return;
    const done = await act(async () => {
      const { data } = await send({
        variables: {
          input: operation.of({
            memberId: leaving.memberId,
            reason,
            holdings: all.map((one) => ({
              kind: one.kind,
              evaluationId: one.evaluationId,
              ids: [...one.ids],
              successorId: heirOf(one),
            })),
          }),
        },
        refetchQueries: [peopleQuery],
      });
      return data?.leave;
    });
    if (done) setLeft(true);
    else await readAgain();
  };

  if (left) {
    return (
      <Notice tone="success" role="status" title={t('leaving.done', { name: leaving.displayName })}>
        <Remaining leaving={leaving} holdings={orphaned} />
        <p>
          <TextLink href={path('panels')}>{t('leaving.toPanels')}</TextLink>{' '}
          <TextLink href={path('admin')}>{t('people.all')}</TextLink>
        </p>
      </Notice>
    );
  }
  const line = (one: Holding) => (
    <HoldingLine
      key={keyOf(one)}
      holding={one}
      candidates={leaving.candidates}
      alsoHeir={one.kind === 'seat' ? null : seatHeirOf(one.evaluationId)}
      value={heirOf(one)}
      onChoose={(to) => setChosen((now) => ({ ...now, [keyOf(one)]: to }))}
    />
  );
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
      <p className={classes.text}>{t('leaving.intro', { name: leaving.displayName })}</p>
      {all.length === 0 ? <p>{t('leaving.nothing', { name: leaving.displayName })}</p> : null}
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
      {leaving.invitations > 0 ? (
        <p>{t('leaving.invitations', { count: leaving.invitations })}</p>
      ) : null}
      <Remaining leaving={leaving} holdings={orphaned} />
      <Textarea
        required
        label={t('leaving.reason')}
        description={t('leaving.reasonHint')}
        value={reason}
        error={missing ? t('leaving.reasonMissing') : undefined}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <TroubleNotice trouble={trouble} />
      <div className={classes.actions}>
        <Button type="submit" color="red" aria-disabled={busy}>
          {t('leaving.submit', { name: leaving.displayName })}
        </Button>
      </div>
    </form>
  );
}

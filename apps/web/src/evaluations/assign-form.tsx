import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { ErrorSummary, Notice, useFormat, type FieldError } from '@consilium/ui';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { CheckGroup } from './check-group';
import { assignParts, type Part, type Seat } from './panel-operations';
import { useEvaluation } from './use-evaluation';
import classes from './evaluations.module.css';

interface AssignFormProps {
  /** Those ticked in the table. */
  readonly parts: readonly Part[];
  readonly seats: readonly Seat[];
  onAssigned(): void;
}

const nothingChosen = { seatIds: [] as readonly string[], free: false, dueOn: '' };

/** Gives the chosen parts to one person or to several, with a date for all of them. */
export function AssignForm({ parts, seats, onAssigned }: AssignFormProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const { list } = useFormat();
  const [send] = useMutation(assignParts);
  const { act, busy, trouble } = useAct();
  const [{ seatIds, free, dueOn }, setFields] = useState(nothingChosen);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [said, setSaid] = useState(false);
  const set = (changes: Partial<typeof nothingChosen>) => {
    setSaid(false);
    setFields((now) => ({ ...now, ...changes }));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaid(false);
    const found = [
      parts.length === 0 ? { fieldId: 'panel-parts', message: t('screen.parts.nothing') } : null,
      seatIds.length === 0 && !free && dueOn === ''
        ? { fieldId: 'assign-to', message: t('screen.parts.nothingToDo') }
        : null,
    ].filter((one) => one !== null);
    setErrors(found);
    if (found.length > 0 || busy) return;
    const assigned = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: newOperationId(),
            evaluationId: id,
            assignments: parts.map((part) => ({
              partId: part.id,
              seatIds:
                seatIds.length > 0 || free
                  ? [...seatIds]
                  : part.assignees.map(({ seatId }) => seatId),
              baseSeatIds: part.assignees.map(({ seatId }) => seatId),
            })),
            dueOn: dueOn || null,
          },
        },
        refetchQueries: 'active',
      });
      return data?.assignParts;
    });
    if (!assigned) return;
    setFields(nothingChosen);
    setSaid(true);
    onAssigned();
  };

  const strangers = seats
    .filter(
      (seat) =>
        seatIds.includes(seat.id) &&
        parts.some(({ leadRole }) => !seat.answerRoles.includes(leadRole)),
    )
    .map(({ displayName }) => displayName);
  return (
    <form className={classes.bulkForm} onSubmit={(event) => void submit(event)} noValidate>
      <h3>{t('screen.parts.assignTitle')}</h3>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <CheckGroup
        id="assign-to"
        legend={t('screen.parts.to')}
        error={errors.find(({ fieldId }) => fieldId === 'assign-to')?.message}
        names={seats.map((seat) => seat.id)}
        chosen={seatIds}
        label={(seatId) => {
          const seat = seats.find((one) => one.id === seatId);
          const roles = seat?.answerRoles.map((name) => t(`common:answerRolesShort.${name}`)) ?? [];
          return (
            <>
              {seat?.displayName}
              <span className={`${classes.line} ${classes.quiet}`}>{list(roles)}</span>
            </>
          );
        }}
        onChange={(chosen) => set({ seatIds: chosen, free: false })}
      />
      <Checkbox
        label={t('screen.parts.free')}
        checked={free}
        onChange={({ currentTarget: { checked } }) => set({ free: checked, seatIds: [] })}
      />
      {strangers.length > 0 ? (
        <Notice tone="warning">
          <p>{t('screen.parts.otherRole', { count: strangers.length, names: list(strangers) })}</p>
        </Notice>
      ) : null}
      <TextInput
        id="assign-due"
        type="date"
        maw="16rem"
        label={t('screen.parts.due')}
        description={t('screen.parts.dueHint')}
        value={dueOn}
        onChange={({ currentTarget: { value } }) => set({ dueOn: value })}
      />
      <div className={classes.actions}>
        <Button type="submit" aria-disabled={busy}>
          {parts.length > 0
            ? t('screen.parts.assign', { count: parts.length })
            : t('screen.parts.assignTitle')}
        </Button>
      </div>
      <div role="status">{said ? <p>{t('screen.parts.done')}</p> : null}</div>
    </form>
  );
}

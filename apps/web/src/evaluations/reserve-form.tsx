import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Box, Radio } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { answerRoles, parseClearance, type AnswerRole } from '@consilium/domain/access';
import { isRefusal } from '@consilium/domain/kernel';
import { ErrorSummary, ReasonedButton, type FieldError } from '@consilium/ui';
import { newOperationId } from '../platform/ids';
import { TroubleNotice, useAct } from '../platform/use-act';
import { CheckGroup } from './check-group';
import { reserveParts, type Part } from './panel-operations';
import { useEvaluation, useReasonAgainst } from './use-evaluation';
import classes from './evaluations.module.css';

const levels = ['panel', 'roles', 'author'] as const;

interface ReserveFormProps {
  /** Those ticked in the table. */
  readonly parts: readonly Part[];
  onReserved(): void;
}

/** Says for the chosen parts who reads their answers. */
export function ReserveForm({ parts, onReserved }: ReserveFormProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const barred = useReasonAgainst()('part.reserve');
  const [send] = useMutation(reserveParts);
  const { act, busy, trouble } = useAct();
  const [level, setLevel] = useState<(typeof levels)[number]>('panel');
  const [roles, setRoles] = useState<readonly AnswerRole[]>([]);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [said, setSaid] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaid(false);
    const clearance = { level, roles: level === 'roles' ? [...roles] : [] };
    const found = [
      parts.length === 0 ? { fieldId: 'panel-parts', message: t('screen.parts.nothing') } : null,
      isRefusal(parseClearance(clearance))
        ? { fieldId: 'reserve-roles', message: t('screen.parts.roleMissing') }
        : null,
    ].filter((one) => one !== null);
    setErrors(found);
    if (found.length > 0 || busy || barred) return;
    const reserved = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: newOperationId(),
            evaluationId: id,
            partIds: parts.map((part) => part.id),
            clearance,
          },
        },
        refetchQueries: 'active',
      });
      return data?.reserveParts;
    });
    if (!reserved) return;
    setSaid(true);
    onReserved();
  };

  return (
    <form className={classes.bulkForm} onSubmit={(event) => void submit(event)} noValidate>
      <h3>{t('screen.parts.reserveTitle')}</h3>
      <ErrorSummary errors={errors} />
      <TroubleNotice trouble={trouble} />
      <Radio.Group
        label={t('screen.parts.readers')}
        description={t('screen.parts.readersHint')}
        value={level}
        onChange={(chosen) => {
          setSaid(false);
          setLevel(chosen as typeof level);
        }}
      >
        <Box className={classes.checks} mt="xs">
          {levels.map((one) => (
            <Radio key={one} value={one} label={t(`screen.parts.readBy.${one}`)} />
          ))}
        </Box>
      </Radio.Group>
      {level === 'roles' ? (
        <CheckGroup
          id="reserve-roles"
          legend={t('screen.parts.rolesReading')}
          error={errors.find(({ fieldId }) => fieldId === 'reserve-roles')?.message}
          names={answerRoles}
          chosen={roles}
          label={(role) => t(`common:answerRoles.${role}`)}
          onChange={setRoles}
        />
      ) : null}
      <div className={classes.actions}>
        <ReasonedButton type="submit" variant="default" reason={barred} busy={busy}>
          {parts.length > 0
            ? t('screen.parts.reserve', { count: parts.length })
            : t('screen.parts.reserveTitle')}
        </ReasonedButton>
      </div>
      <div role="status">{said ? <p>{t('screen.parts.reserved')}</p> : null}</div>
    </form>
  );
}

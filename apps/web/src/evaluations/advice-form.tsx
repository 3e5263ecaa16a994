import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import {
  advicePositions,
  advisingRoles,
  maxAdviceLength,
  parseAdvice,
  type AdvicePosition,
  type AdvisingRole,
} from '@consilium/domain/evaluations';
import { isRefusal } from '@consilium/domain/kernel';
import { ErrorSummary, Notice, type FieldError } from '@consilium/ui';
import { graphql } from '../gql';
import { useRefusalText } from '../platform/failure-notice';
import { KeptNotices } from '../platform/keeper/kept-notices';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { useAct } from '../platform/use-act';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { useEvaluation, useReasonAgainst } from './use-evaluation';
import classes from './evaluations.module.css';

const giveAdvice = graphql(`
  mutation GiveAdvice($input: GiveAdviceInput!) {
    giveAdvice(input: $input) {
      __typename
      ... on AdviceGiven {
        advice {
          id
        }
      }
      ... on Refused {
        code
        message
        details
      }
    }
  }
`);

interface Draft {
  readonly role: AdvisingRole | null;
  readonly position: AdvicePosition | null;
  readonly body: string;
}

const emptyDraft: Draft = { role: null, position: null, body: '' };

/** Gives advice in a role of the own seat; read over once more, since it cannot be changed. */
export function AdviceForm() {
  const { t } = useTranslation('evaluations');
  const { facts } = useEvaluation();
  const barred = useReasonAgainst()('advice.give');
  const held = facts.seats.flatMap(({ answerRoles }) => answerRoles);
  const roles = advisingRoles.filter((role) => held.includes(role));
  const [first] = roles;
  return (
    <section className={classes.section} aria-labelledby="advice-give">
      <h2 id="advice-give">{t('screen.advice.give')}</h2>
      {first === undefined ? (
        <p className={classes.quiet}>{t('screen.advice.notYours')}</p>
      ) : barred ? (
        <p className={classes.quiet}>{barred}</p>
      ) : (
        <Form roles={roles} first={first} />
      )}
    </section>
  );
}

interface FormProps {
  readonly roles: readonly AdvisingRole[];
  readonly first: AdvisingRole;
}

function Form({ roles, first }: FormProps) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id } = useEvaluation();
  const refusalText = useRefusalText();
  const form = useKeptForm('advice', id, { version: 0, fields: emptyDraft });
  const { fields: value, set: keep, operation, forget } = form;
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState(false);
  const [send] = useMutation(giveAdvice);
  const { act, busy, trouble, clear } = useAct();
  const role = value.role ?? first;
  const { position, body } = value;
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;
  const change = (changes: Partial<Draft>) => {
    setSaid(false);
    keep(changes);
  };

  const review = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseAdvice({ role, position: position ?? 'pending', body }, roles);
    const found = [
      position === null
        ? { fieldId: 'advice-position', message: t('screen.advice.positionMissing') }
        : null,
      isRefusal(parsed)
        ? {
            fieldId: 'advice-body',
            message:
              parsed.code === 'advice_missing'
                ? t('screen.advice.bodyMissing')
                : refusalText(parsed),
          }
        : null,
    ].filter((one) => one !== null);
    setErrors(found);
    if (found.length > 0) return;
    clear();
    setAsked(true);
  };

  const give = async () => {
    if (position === null) return;
    const given = await act(async () => {
      const { data } = await send({
        variables: { input: operation.of({ evaluationId: id, role, position, body }) },
        refetchQueries: 'active',
        awaitRefetchQueries: true,
      });
      return data?.giveAdvice;
    });
    if (!given) return;
    setAsked(false);
    forget();
    setSaid(true);
  };

  return (
    <>
      <ErrorSummary errors={errors} />
      <KeptNotices
        form={form}
        saved={emptyDraft}
        readings={(draft) => [
          {
            term: t('screen.advice.role'),
            value: t(`common:answerRoles.${draft.role ?? first}`),
          },
          {
            term: t('screen.advice.position'),
            value: draft.position ? t(`advice.positions.${draft.position}`) : '',
          },
          { term: t('screen.advice.body'), value: draft.body },
        ]}
      />
      <form className={classes.form} onSubmit={review} noValidate>
        {roles.length > 1 ? (
          <NativeSelect
            label={t('screen.advice.role')}
            value={role}
            onChange={({ currentTarget }) => change({ role: currentTarget.value as AdvisingRole })}
          >
            {roles.map((name) => (
              <option key={name} value={name}>
                {t(`common:answerRoles.${name}`)}
              </option>
            ))}
          </NativeSelect>
        ) : null}
        <Radio.Group
          id="advice-position"
          label={t('screen.advice.position')}
          error={errorOf('advice-position')}
          value={position ?? ''}
          onChange={(chosen) => change({ position: chosen as AdvicePosition })}
        >
          <div className={classes.choices}>
            {advicePositions.map((name) => (
              <Radio key={name} value={name} label={t(`advice.positions.${name}`)} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          id="advice-body"
          label={t('screen.advice.body')}
          description={t('screen.advice.bodyHint')}
          minRows={5}
          autosize
          maxLength={maxAdviceLength}
          value={body}
          error={errorOf('advice-body')}
          onChange={({ currentTarget }) => change({ body: currentTarget.value })}
        />
        <div className={classes.actions}>
          <Button type="submit">{t('screen.advice.submit')}</Button>
        </div>
        <p className={classes.quiet} role="status">
          {said ? t('screen.advice.done') : ''}
        </p>
      </form>
      <ConfirmDialog
        opened={asked}
        title={t('screen.advice.submit')}
        confirmLabel={t('screen.advice.submit')}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void give()}
        onCancel={() => setAsked(false)}
      >
        <Notice tone="warning">
          <p>{t('screen.advice.locked')}</p>
        </Notice>
        {position ? <p>{t(`advice.positions.${position}`)}</p> : null}
        <blockquote className={classes.verbatim}>{body}</blockquote>
      </ConfirmDialog>
    </>
  );
}

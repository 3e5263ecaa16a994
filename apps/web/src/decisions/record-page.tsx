import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Radio, Textarea, TextInput } from '@mantine/core';
import {
  checkDecisionDay,
  recordDecision as decideNow,
  type DecisionKey,
} from '@consilium/domain/decisions';
import { isCalendarDate } from '@consilium/domain/evaluations';
import { isRefusal } from '@consilium/domain/kernel';
import {
  ErrorSummary,
  LoadingState,
  Notice,
  ReasonedButton,
  TextLink,
  type FieldError,
} from '@consilium/ui';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from '../evaluations';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { useRefusalText } from '../platform/failure-notice';
import { KeptNotices } from '../platform/keeper/kept-notices';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { TroubleNotice } from '../platform/use-act';
import { FormPage } from './form-page';
import { recordDecision } from './operations';
import { useChange } from './use-change';
import { adoptedOutcome, useDecisionChoices, type DecisionChoice } from './use-decision-choices';
import type { DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

/** The decision-maker decides, with the committee's opinion in sight and never in its place. */
export function Component() {
  const { t } = useTranslation('decisions');
  const denied = useReasonAgainst()('decision.record');
  return (
    <FormPage
      title={() => t('screen.decision.title')}
      intro={t('screen.decision.intro')}
      denied={denied}
    >
      {(page) => <RecordForm page={page} />}
    </FormPage>
  );
}

function RecordForm({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation(['decisions', 'common']);
  const navigate = useNavigate();
  const path = useEvaluationPath();
  const refusalText = useRefusalText();
  const { id: evaluationId } = useEvaluation();
  const { change, client, busy, trouble, clear } = useChange();
  const { choices } = useDecisionChoices(page);
  const blank = { decision: '' as DecisionKey | '', reason: '', decidedOn: page.today };
  const form = useKeptForm('decision', evaluationId, { version: 0, fields: blank });
  const { fields, set, forget, operation } = form;
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [asked, setAsked] = useState(false);
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;
  const opinion = adoptedOutcome(page);
  if (!choices) return <LoadingState />;

  const { decision } = fields;
  const needsReason =
    opinion === null ||
    (decision !== '' && isRefusal(decideNow({ decision, by: '' }, opinion, page, new Date(0))));

  const faults = (): FieldError[] => {
    const { decidedOn, reason } = fields;
    const wrongDay = checkDecisionDay(decidedOn, {
      from: [opinion === null ? 'opened_on' : 'adopted_on', page.decidableFrom],
      today: page.today,
    });
    const outcome =
      decision === '' ? null : decideNow({ decision, reason, by: '' }, opinion, page, new Date(0));
    return [
      ...(decision === ''
        ? [{ fieldId: 'decision', message: t('decisions:screen.decision.choiceMissing') }]
        : []),
      ...(isRefusal(outcome) ? [{ fieldId: 'reason', message: refusalText(outcome) }] : []),
      ...(!isCalendarDate(decidedOn)
        ? [{ fieldId: 'decidedOn', message: t('decisions:screen.decision.dateMissing') }]
        : wrongDay
          ? [{ fieldId: 'decidedOn', message: refusalText(wrongDay) }]
          : []),
    ];
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faults();
    setErrors(found);
    if (found.length > 0) return;
    clear();
    setAsked(true);
  };
  const send = async () => {
    if (decision === '') return;
    const { reason, decidedOn } = fields;
    const done = await change(async () => {
      const { data } = await client.mutate({
        mutation: recordDecision,
        variables: {
          input: operation.of({ evaluationId, decision, reason, decidedOn }),
        },
      });
      return data?.recordDecision;
    });
    if (!done) return;
    forget();
    await navigate(`${path('decision')}#decision`);
  };

  return (
    <>
      <div className={classes.notices}>
        <ErrorSummary errors={errors} />
        {asked ? null : <TroubleNotice trouble={trouble} />}
        <KeptNotices
          form={form}
          saved={blank}
          readings={(one) => [
            {
              term: t('decisions:screen.decision.choice'),
              value: one.decision === '' ? '' : t(`decisions:decisions.${one.decision}`),
            },
            { term: t('decisions:screen.decision.reason'), value: one.reason },
            { term: t('decisions:screen.decision.decidedOn'), value: one.decidedOn },
          ]}
        />
        {opinion ? (
          <Notice
            title={t('decisions:screen.decision.theOpinion', {
              outcome: t(`decisions:outcomes.${opinion}`),
            })}
          >
            <p>
              <TextLink href={`${path('decision')}#opinion`}>
                {t('decisions:screen.sections.opinion')}
              </TextLink>{' '}
              ·{' '}
              <TextLink href={path('report')}>{t('decisions:screen.decision.readReport')}</TextLink>
            </p>
          </Notice>
        ) : (
          <Notice tone="warning">
            <p>
              {t('decisions:screen.decision.noOpinion', { label: t('decisions:withoutOpinion') })}
            </p>
          </Notice>
        )}
      </div>
      <form className={classes.form} onSubmit={submit} noValidate>
        <Radio.Group
          id="decision"
          label={t('decisions:screen.decision.choice')}
          value={decision}
          error={errorOf('decision')}
          onChange={(value) => set({ decision: value as DecisionKey })}
        >
          <div className={classes.options}>
            {choices.map((choice) => (
              <ChoiceRadio key={choice.key} choice={choice} />
            ))}
          </div>
        </Radio.Group>
        <Textarea
          id="reason"
          label={t('decisions:screen.decision.reason')}
          description={
            needsReason
              ? t('decisions:screen.decision.reasonNeeded')
              : t('decisions:screen.decision.reasonOptional')
          }
          required={needsReason}
          autosize
          minRows={3}
          value={fields.reason}
          error={errorOf('reason')}
          onChange={({ currentTarget: { value } }) => set({ reason: value })}
        />
        <TextInput
          id="decidedOn"
          type="date"
          label={t('decisions:screen.decision.decidedOn')}
          min={page.decidableFrom}
          max={page.today}
          value={fields.decidedOn}
          error={errorOf('decidedOn')}
          onChange={({ currentTarget: { value } }) => set({ decidedOn: value })}
        />
        <div className={classes.actions}>
          <ReasonedButton type="submit" busy={busy}>
            {t('decisions:screen.decision.record')}
          </ReasonedButton>
          <TextLink href={path('decision')}>{t('common:cancel')}</TextLink>
        </div>
      </form>
      <ConfirmDialog
        opened={asked}
        title={t('decisions:screen.decision.record')}
        confirmLabel={t('decisions:screen.decision.record')}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void send()}
        onCancel={() => setAsked(false)}
      >
        {decision === '' ? null : (
          <p>
            <strong>{t(`decisions:decisions.${decision}`)}</strong>
          </p>
        )}
        <p>
          {decision === 'sent_back'
            ? t('decisions:screen.decision.sentBackText')
            : t('decisions:screen.decision.confirmText')}
        </p>
      </ConfirmDialog>
    </>
  );
}

function ChoiceRadio({ choice: { key, reason } }: { readonly choice: DecisionChoice }) {
  const { t } = useTranslation('decisions');
  return (
    <Radio
      value={key}
      label={t(`decisions.${key}`)}
      description={reason}
      disabled={reason !== null}
    />
  );
}

import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { outcomeKeys, type OutcomeKey } from '@consilium/domain/decisions';
import { scopePredicates, type ScopePredicate } from '@consilium/domain/evaluations';
import { ErrorSummary, TextLink, useFormat, type FieldError } from '@consilium/ui';
import { useTemplateDocument } from '../templates';
import { useEvaluation, useEvaluationPath } from '../evaluations';
import { KeptNotices } from '../platform/keeper/kept-notices';
import { useKeptForm } from '../platform/keeper/use-kept-form';
import { useMembership } from '../platform/organisation';
import { TroubleNotice } from '../platform/use-act';
import { ConditionsField } from './conditions-field';
import { proposeOpinion } from './operations';
import { conditionKey, opinionFields, opinionInput, type OpinionFields } from './opinion-fields';
import { errorsOf, problemsIn } from './opinion-problems';
import { OutcomeField } from './outcome-field';
import { PilotFields } from './pilot-fields';
import { QuestionReasonsField } from './question-reasons-field';
import { useChange } from './use-change';
import type { DecisionPage } from './use-decision-page';
import { useOpinionReadings } from './use-opinion-readings';
import { useProblemText } from './words';
import classes from './decisions.module.css';

type WithOutcome = OpinionFields & { readonly outcome: OutcomeKey };
const hasOutcome = (fields: OpinionFields): fields is WithOutcome => fields.outcome !== '';

/** A proposal as typed: saved with its gaps, which are then listed. */
export function OpinionForm({ page }: { readonly page: DecisionPage }) {
  const { t } = useTranslation(['decisions', 'evaluations', 'common']);
  const { date } = useFormat();
  const navigate = useNavigate();
  const path = useEvaluationPath();
  const { slug } = useMembership();
  const { id: evaluationId } = useEvaluation();
  const { document } = useTemplateDocument(page.contentHash, slug);
  const { change, client, busy, trouble } = useChange();
  const problemText = useProblemText();
  const readings = useOpinionReadings(page);
  const saved = opinionFields(page);
  const form = useKeptForm('opinion', evaluationId, {
    version: page.opinion?.version ?? 0,
    fields: saved,
  });
  const { fields, set } = form;
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [missing, setMissing] = useState<number | null>(null);
  const errorOf = (fieldId: string) => errors.find((one) => one.fieldId === fieldId)?.message;
  const line = page.outcomes.find(({ key }) => key === fields.outcome);

  const write = (name: 'reasons' | 'missingElements' | 'meetingId' | 'reevaluateOn') => ({
    id: name,
    value: fields[name],
    error: errorOf(name),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      set({ [name]: value }),
  });
  const choose = (outcome: OutcomeKey) => {
    const proposed = outcomeKeys.map((key) => page.reevaluateOn[key]);
    const untouched = fields.reevaluateOn === '' || proposed.includes(fields.reevaluateOn);
    set({ outcome, ...(untouched && { reevaluateOn: page.reevaluateOn[outcome] }) });
  };
  const unsendable = (): FieldError[] => [
    ...(hasOutcome(fields)
      ? []
      : [{ fieldId: 'outcome', message: t('decisions:screen.opinion.outcomeMissing') }]),
    ...fields.reasonsByQuestion.flatMap(({ question, text }, index) =>
      question === '' && text.trim() !== ''
        ? [
            {
              fieldId: `reason-${index}-question`,
              message: t('decisions:screen.opinion.chooseQuestion'),
            },
          ]
        : [],
    ),
  ];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = unsendable();
    setErrors(found);
    setMissing(null);
    if (found.length > 0 || !hasOutcome(fields) || busy || form.stale) return;
    const done = await change(
      async () => {
        const { data } = await client.mutate({
          mutation: proposeOpinion,
          variables: {
            input: form.operation.of({
              ...opinionInput(fields),
              evaluationId,
              baseVersion: form.baseVersion,
            }),
          },
        });
        return data?.proposeOpinion;
      },
      ({ version }) => form.savedAs(version),
    );
    if (!done) return;
    form.forget();
    const problems = problemsIn(fields, page);
    if (problems.length === 0) {
      await navigate(`${path('decision')}#opinion`);
      return;
    }
    const ids = fields.conditions.map((_, index) => conditionKey(index));
    setMissing(problems.length);
    setErrors(errorsOf(problems, fields, (problem) => problemText(problem, ids)));
  };

  return (
    <>
      <div className={classes.notices}>
        <ErrorSummary
          errors={errors}
          title={
            missing === null
              ? undefined
              : t('decisions:screen.opinion.savedGaps', { count: missing })
          }
        />
        <TroubleNotice trouble={trouble} />
        <KeptNotices form={form} saved={saved} readings={readings} />
      </div>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <OutcomeField
          outcomes={page.outcomes}
          value={fields.outcome}
          error={errorOf('outcome')}
          onChange={choose}
        />
        <Textarea
          label={t('decisions:screen.opinion.reasons')}
          description={t('decisions:screen.opinion.reasonsHint')}
          autosize
          minRows={5}
          {...write('reasons')}
        />
        {fields.outcome === 'deferred' ? (
          <Textarea
            label={t('decisions:screen.opinion.missingElements')}
            description={t('decisions:screen.opinion.onePerLine')}
            autosize
            minRows={3}
            {...write('missingElements')}
          />
        ) : null}
        {fields.outcome === 'out_of_scope' ? (
          <Checkbox.Group
            id="failedPredicates"
            label={t('decisions:screen.opinion.failedPredicates')}
            error={errorOf('failedPredicates')}
            value={[...fields.failedPredicates]}
            onChange={(chosen) => set({ failedPredicates: chosen as ScopePredicate[] })}
          >
            <div className={classes.options}>
              {scopePredicates.map((one) => (
                <Checkbox key={one} value={one} label={t(`evaluations:scope.predicates.${one}`)} />
              ))}
            </div>
          </Checkbox.Group>
        ) : null}
        {fields.outcome === 'pilot' ? (
          <PilotFields fields={fields} errorOf={errorOf} onChange={set} />
        ) : null}
        <QuestionReasonsField
          document={document}
          value={fields.reasonsByQuestion}
          errorOf={errorOf}
          onChange={(reasonsByQuestion) => set({ reasonsByQuestion })}
        />
        <ConditionsField
          page={page}
          value={fields.conditions}
          needed={line?.needsConditionFor ?? []}
          errorOf={errorOf}
          onChange={(conditions) => set({ conditions })}
        />
        <div className={classes.pair}>
          <NativeSelect
            label={t('decisions:screen.opinion.meeting')}
            description={t('decisions:screen.opinion.meetingHint')}
            {...write('meetingId')}
          >
            <option value="">{t('decisions:screen.opinion.noMeeting')}</option>
            {page.meetings.map(({ id, number, heldOn }) => (
              <option key={id} value={id}>
                {t('decisions:screen.opinion.meetingOption', { number, date: date(heldOn) })}
              </option>
            ))}
          </NativeSelect>
          <TextInput
            type="date"
            label={t('decisions:screen.opinion.reevaluateOn')}
            description={
              line
                ? t('decisions:screen.opinion.reevaluateHint', {
                    date: date(page.reevaluateOn[line.key]),
                  })
                : undefined
            }
            {...write('reevaluateOn')}
          />
        </div>
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy || form.stale}>
            {t('decisions:screen.opinion.save')}
          </Button>
          <TextLink href={path('decision')}>{t('decisions:screen.opinion.back')}</TextLink>
        </div>
      </form>
    </>
  );
}

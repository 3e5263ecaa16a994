import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@apollo/client/react';
import { hasEnded } from '@consilium/domain/evaluations';
import { LoadingState, TextLink } from '@consilium/ui';
import { graphql } from '../gql';
import type { PlannedDatesQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { PageTitle } from '../platform/page-title';
import { TroubleNotice, useAct } from '../platform/use-act';
import { useEvaluation, useEvaluationPath } from './use-evaluation';
import classes from './evaluations.module.css';

const plannedDatesQuery = graphql(`
  query PlannedDates($id: ID!) {
    evaluation(id: $id) {
      id
      phases {
        phase
        plannedOn
        leftAt
      }
    }
  }
`);

const schedulePhases = graphql(`
  mutation SchedulePhases($input: SchedulePhasesInput!) {
    schedulePhases(input: $input) {
      __typename
      ... on EvaluationSaved {
        evaluation {
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

type Phases = NonNullable<PlannedDatesQuery['evaluation']>['phases'];

/** The days by which the steps of the file should end. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(plannedDatesQuery, {
    variables: { id },
    fetchPolicy: 'network-only',
  });
  return (
    <>
      <PageTitle title={t('screen.dates.title')}>
        <p className={classes.text}>{t('screen.dates.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data?.evaluation ? <DatesForm phases={data.evaluation.phases} /> : null}
    </>
  );
}

function DatesForm({ phases }: { readonly phases: Phases }) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { id, phase: current } = useEvaluation();
  const navigate = useNavigate();
  const path = useEvaluationPath();
  const [send] = useMutation(schedulePhases);
  const { act, busy, trouble } = useAct();
  const open = phases.filter(
    ({ phase, leftAt }) => !hasEnded(phase) && (leftAt === null || phase === current),
  );
  const [dates, setDates] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(open.map(({ phase, plannedOn }) => [phase, plannedOn ?? ''])),
  );

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const saved = await act(async () => {
      const { data } = await send({
        variables: {
          input: {
            operationId: newOperationId(),
            evaluationId: id,
            phases: open.map(({ phase }) => ({ phase, plannedOn: dates[phase] || null })),
          },
        },
        refetchQueries: 'active',
      });
      return data?.schedulePhases;
    });
    if (saved) await navigate(path());
  };

  return (
    <>
      <TroubleNotice trouble={trouble} />
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        {open.map(({ phase }) => (
          <TextInput
            key={phase}
            id={`date-${phase}`}
            type="date"
            maw="16rem"
            label={t(`phases.${phase}`)}
            value={dates[phase] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setDates((now) => ({ ...now, [phase]: value }));
            }}
          />
        ))}
        <div className={classes.actions}>
          <Button type="submit" aria-disabled={busy}>
            {t('common:save')}
          </Button>
          <TextLink href={path()}>{t('common:cancel')}</TextLink>
        </div>
      </form>
    </>
  );
}

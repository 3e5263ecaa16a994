import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from '@apollo/client/react';
import type { MedicalFunction } from '@consilium/domain/evaluations';
import {
  ConfirmWithReason,
  LoadingState,
  Notice,
  ReasonedButton,
  TextLink,
  useFormat,
  type Tone,
} from '@consilium/ui';
import { graphql } from '../gql';
import type { ScopePageQuery } from '../gql/graphql';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { newOperationId } from '../platform/ids';
import { PageTitle } from '../platform/page-title';
import { useAct, useTroubleText } from '../platform/use-act';
import { ConfirmDialog } from '../platform/confirm-dialog';
import { ScopeCriteria } from './scope-criteria';
import { useEvaluation, useEvaluationPath, useReasonAgainst } from './use-evaluation';
import { useFileChanges } from './use-file-changes';
import classes from './evaluations.module.css';

const scopePageQuery = graphql(`
  query ScopePage($id: ID!) {
    evaluation(id: $id) {
      id
      phase
      scopeOutcome
      scopeReason
      voluntary
      scopeTest {
        outcome
        functions
        failed {
          predicate
        }
        ...ScopeCriteriaFields
      }
    }
  }
`);

const settleScope = graphql(`
  mutation SettleScope($operationId: ID!, $evaluationId: ID!) {
    settleScope(operationId: $operationId, evaluationId: $evaluationId) {
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

const overrideScope = graphql(`
  mutation OverrideScope($operationId: ID!, $evaluationId: ID!, $reason: String!) {
    overrideScope(operationId: $operationId, evaluationId: $evaluationId, reason: $reason) {
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

type File = NonNullable<ScopePageQuery['evaluation']>;

/** Whether the guide covers this device: criterion by criterion, and what follows. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { id } = useEvaluation();
  const { data, error, refetch } = useQuery(scopePageQuery, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  useFileChanges(id, () => void refetch());
  const file = data?.evaluation;
  return (
    <>
      <PageTitle title={t('screen.scope.title')}>
        <p className={classes.text}>{t('screen.scope.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {file ? (
        <>
          <Outcome file={file} />
          <ScopeCriteria test={file.scopeTest} open={file.scopeOutcome === null} />
          {file.scopeOutcome ? null : <Settle file={file} />}
        </>
      ) : null}
    </>
  );
}

const tones: Readonly<Record<File['scopeTest']['outcome'], Tone>> = {
  in_scope: 'success',
  out_of_scope: 'danger',
  needs_info: 'warning',
  overridden: 'warning',
};

/** The result as settled, else as the answers now say. */
function Outcome({ file }: { readonly file: File }) {
  const { t } = useTranslation('evaluations');
  const { list } = useFormat();
  const path = useEvaluationPath();
  const { scopeOutcome, scopeReason, scopeTest } = file;
  if (file.phase === 'draft') {
    return (
      <Notice>
        <p>{t('screen.scope.notOpen')}</p>
      </Notice>
    );
  }
  const outcome = scopeOutcome ?? scopeTest.outcome;
  const label = scopeOutcome === null ? t('screen.scope.outcome') : t('screen.scope.settled');
  const words = outcome === 'overridden' ? t('scope.voluntary') : t(`scope.outcomes.${outcome}`);
  return (
    <Notice tone={tones[outcome]} title={t('screen.scope.result', { label, words })}>
      {outcome === 'out_of_scope' ? (
        <ul>
          {scopeTest.failed.map(({ predicate }) => (
            <li key={predicate}>{t(`scope.failed.${predicate}`)}</li>
          ))}
        </ul>
      ) : null}
      {scopeOutcome === 'overridden' && scopeReason ? (
        <p>{t('screen.scope.reason', { reason: scopeReason })}</p>
      ) : null}
      {outcome !== 'out_of_scope' && scopeTest.functions.length > 0 ? (
        <p>
          {t('screen.scope.functions', {
            list: list(
              scopeTest.functions.map((name) => t(`scope.functions.${name as MedicalFunction}`)),
            ),
          })}
        </p>
      ) : null}
      {file.phase === 'collecting' ? (
        <p>
          <TextLink href={path('panel')}>{t('screen.scope.assignNow')}</TextLink>
        </p>
      ) : null}
    </Notice>
  );
}

/** Ends screening: as the test says, or in spite of it for a reason. */
function Settle({ file }: { readonly file: File }) {
  const { t } = useTranslation('evaluations');
  const against = useReasonAgainst();
  const refusalText = useRefusalText();
  const troubleText = useTroubleText();
  const [settle] = useMutation(settleScope);
  const [override] = useMutation(overrideScope);
  const { act, busy, trouble, clear } = useAct();
  const [asked, setAsked] = useState<'settle' | 'override' | null>(null);
  const barred = against('scope.settle');
  const { outcome } = file.scopeTest;
  const out = outcome === 'out_of_scope';
  const settleLabel = t(out ? 'screen.scope.settleOut' : 'screen.scope.settleIn');

  const ask = (what: 'settle' | 'override') => {
    clear();
    setAsked(what);
  };
  const close = () => setAsked(null);
  const confirm = async (reason: string | null) => {
    const variables = { operationId: newOperationId(), evaluationId: file.id };
    const done = await act(async () => {
      if (reason === null) {
        const { data } = await settle({ variables, refetchQueries: 'active' });
        return data?.settleScope;
      }
      const { data } = await override({
        variables: { ...variables, reason },
        refetchQueries: 'active',
      });
      return data?.overrideScope;
    });
    if (done) close();
  };

  return (
    <div className={classes.moves}>
      <ReasonedButton
        color={out ? 'red' : undefined}
        reason={
          barred ?? (outcome === 'needs_info' ? refusalText({ code: 'scope_not_settled' }) : null)
        }
        onClick={() => ask('settle')}
      >
        {settleLabel}
      </ReasonedButton>
      {barred ? null : (
        <ReasonedButton
          variant="default"
          reason={outcome === 'in_scope' ? refusalText({ code: 'scope_already_in' }) : null}
          onClick={() => ask('override')}
        >
          {t('screen.scope.override')}
        </ReasonedButton>
      )}
      <ConfirmDialog
        opened={asked === 'settle'}
        title={settleLabel}
        danger={out}
        busy={busy}
        trouble={trouble}
        onConfirm={() => void confirm(null)}
        onCancel={close}
      >
        <p>{t(out ? 'screen.scope.settleOutText' : 'screen.scope.settleInText')}</p>
      </ConfirmDialog>
      <ConfirmWithReason
        opened={asked === 'override'}
        title={t('screen.scope.override')}
        confirmLabel={t('screen.scope.override')}
        busy={busy}
        error={troubleText(trouble)}
        onConfirm={(reason) => void confirm(reason)}
        onCancel={close}
      >
        <p>{t('screen.scope.overrideText')}</p>
      </ConfirmWithReason>
    </div>
  );
}

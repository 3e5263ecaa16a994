import { useTranslation } from 'react-i18next';
import { useQuery, useSubscription } from '@apollo/client/react';
import { EmptyState, LoadingState, Notice } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { useEvaluation } from '../evaluations';
import { graphql } from '../gql';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { GenerateReport } from './generate-report';
import { ReportItem } from './report-item';
import classes from './reports.module.css';

const reportsQuery = graphql(`
  query Reports($evaluationId: ID!) {
    reports(evaluationId: $evaluationId) {
      refusal {
        code
        message
      }
      reports {
        id
        state
        ...ReportItemFields
      }
    }
  }
`);

const reportProgress = graphql(`
  subscription ReportProgress($evaluationId: ID!) {
    reportProgress(evaluationId: $evaluationId) {
      live
      reports {
        id
        ...ReportItemFields
      }
    }
  }
`);

/** Reports of one file: asking for one, watching it being made, fetching those there are. */
export function Component() {
  const { t } = useTranslation('reports');
  const { id: evaluationId, facts } = useEvaluation();
  const { data, error, refetch } = useQuery(reportsQuery, { variables: { evaluationId } });
  const list = data?.reports;
  const refused = list?.refusal ?? null;
  useSubscription(reportProgress, {
    variables: { evaluationId },
    skip: !list || refused !== null,
    ignoreResults: true,
    onData: ({ data: { data: news } }) => {
      const known = new Set(list?.reports.map(({ id }) => id));
      if (news?.reportProgress.reports.some(({ id }) => !known.has(id))) void refetch();
    },
  });

  if (list === null) return <NotFoundPage />;
  return (
    <>
      <PageTitle title={t('screen.title')}>
        <p className={classes.text}>{t('screen.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {refused ? (
        <Notice tone="warning">
          <p>{refused.code === 'recused' ? t('screen.recused') : refused.message}</p>
        </Notice>
      ) : null}
      {list && !refused ? (
        <>
          {facts.openRound === null ? null : (
            <Notice>
              <p>{t('screen.openRound')}</p>
            </Notice>
          )}
          <GenerateReport
            underWay={list.reports.some(({ state }) => state === 'queued' || state === 'building')}
            asked={() => void refetch()}
          />
          <section className={classes.made} aria-labelledby="reports-made">
            <h2 id="reports-made">{t('screen.list')}</h2>
            {list.reports.length === 0 ? (
              <EmptyState title={t('screen.none')}>
                <p>{t('screen.noneHint')}</p>
              </EmptyState>
            ) : (
              <ol className={classes.lines} aria-label={t('screen.listCaption')}>
                {list.reports.map((report) => (
                  <li key={report.id}>
                    <ReportItem report={report} />
                  </li>
                ))}
              </ol>
            )}
          </section>
        </>
      ) : null}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from '@apollo/client/react';
import { LoadingState } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { useEvaluation, useFileChanges } from '../evaluations';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { readSheet } from './operations';
import { RatingSheet } from './rating-sheet';
import { useRoundsChanges } from './use-rounds-changes';

/** The reader's own sheet in one round. */
export function Component() {
  const { t } = useTranslation('consensus');
  const { number: asked = '' } = useParams();
  const { id: evaluationId, reference } = useEvaluation();
  const number = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : null;
  const { data, error, refetch } = useQuery(readSheet, {
    variables: { evaluationId, number: number ?? 0 },
    skip: number === null,
    fetchPolicy: 'network-only',
  });
  useRoundsChanges(evaluationId, () => void refetch());
  useFileChanges(evaluationId, (topics) => {
    if (topics.some((topic) => topic === 'phase' || topic === 'panel')) void refetch();
  });

  const sheet = data?.ratingSheet;
  if (number === null || sheet === null) return <NotFoundPage />;
  return (
    <>
      <PageTitle
        title={t('screen.sheet.title', { number })}
        tab={t('screen.sheet.tab', { number, reference })}
      />
      {error && !sheet ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!sheet && !error ? <LoadingState /> : null}
      {sheet ? <RatingSheet key={sheet.id} sheet={sheet} /> : null}
    </>
  );
}

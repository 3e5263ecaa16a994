import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingState, Notice, TextLink } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { useEvaluationPath } from '../evaluations';
import { FailureNotice } from '../platform/failure-notice';
import { PageTitle } from '../platform/page-title';
import { useDecisionPage, type DecisionPage } from './use-decision-page';
import classes from './decisions.module.css';

interface FormPageProps {
  readonly title: (page: DecisionPage | undefined) => string;
  readonly intro?: string;
  /** Why the reader may not fill it in; the page then says only that. */
  readonly denied: string | null;
  readonly children: (page: DecisionPage) => ReactNode;
}

/** Around a form of this room: its title, the way back, and why it is closed to the reader. */
export function FormPage({ title, intro, denied, children }: FormPageProps) {
  const { t } = useTranslation('decisions');
  const path = useEvaluationPath();
  const { page, error, retry } = useDecisionPage();
  if (page === null) return <NotFoundPage />;
  return (
    <>
      <p>
        <TextLink href={path('decision')}>{t('screen.opinion.back')}</TextLink>
      </p>
      <PageTitle title={title(page)}>
        {intro ? <p className={classes.text}>{intro}</p> : null}
      </PageTitle>
      {error && !page ? <FailureNotice error={error} onRetry={retry} /> : null}
      {!page && !error ? <LoadingState /> : null}
      {page && denied ? (
        <Notice tone="warning">
          <p>{denied}</p>
        </Notice>
      ) : null}
      {page && !denied ? children(page) : null}
    </>
  );
}

import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Button } from '@mantine/core';
import { Notice } from '@consilium/ui';
import { useFailureText } from '../platform/failure-notice';
import { failureOf, isNotFound } from '../platform/failures';
import { PageTitle } from '../platform/page-title';
import { NotFoundPage } from './not-found-page';
import classes from './layout.module.css';

/** Stands in place of a page that failed; header and navigation stay. */
export function ErrorPage() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  const failure = failureOf(error);
  const sentence = useFailureText();
  const missing = isNotFound(failure) || (isRouteErrorResponse(error) && error.status === 404);

  useEffect(() => {
    // The browser's console keeps the trace of a crash for whoever is asked to help.
    if (failure.kind === 'crash' && !missing) reportError(error);
  }, [error, failure.kind, missing]);

  if (missing) return <NotFoundPage />;
  return (
    <div className={classes.text}>
      <PageTitle title={t('failure.title')} />
      <Notice tone="danger" role="alert">
        <p>{sentence(failure)}</p>
        {failure.kind !== 'refused' && failure.reference ? (
          <p>{t('failure.reference', { reference: failure.reference })}</p>
        ) : null}
      </Notice>
      <Button mt="lg" onClick={() => window.location.reload()}>
        {t('failure.reload')}
      </Button>
    </div>
  );
}

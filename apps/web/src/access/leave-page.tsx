import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from '@apollo/client/react';
import { LoadingState, Notice, TextLink } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice, useRefusalText } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { LeaveForm } from './leave-form';
import { leavingQuery } from './leaving-operations';
import classes from './access.module.css';

/** A member leaves: what she holds, who takes it, and what will be without a holder. */
export function Component() {
  const { t } = useTranslation('access');
  const { member = '' } = useParams();
  const path = useOrganisationPath();
  const refusalText = useRefusalText();
  const { data, error, refetch } = useQuery(leavingQuery, {
    variables: { memberId: member },
    fetchPolicy: 'network-only',
  });
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState />
    );
  }
  const { leaving } = data;
  if (!leaving) return <NotFoundPage />;
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path(`admin/people/${member}`)}>{leaving.displayName}</TextLink>
      </p>
      <PageTitle title={t('leaving.title', { name: leaving.displayName })} />
      {leaving.refusal ? (
        <Notice tone="warning">
          <p>{refusalText(leaving.refusal)}</p>
        </Notice>
      ) : (
        <LeaveForm leaving={leaving} readAgain={async () => void (await refetch())} />
      )}
    </>
  );
}

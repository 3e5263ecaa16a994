import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from '@apollo/client/react';
import { LoadingState, TextLink } from '@consilium/ui';
import { NotFoundPage } from '../app/not-found-page';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { committeeQuery } from './committee-operations';
import { CommitteeRulesForm } from './committee-rules-form';
import classes from './access.module.css';

/** The rules of one committee, to be changed. */
export function Component() {
  const { t } = useTranslation('access');
  const { committee: id = '' } = useParams();
  const path = useOrganisationPath();
  const { data, error, refetch } = useQuery(committeeQuery, { variables: { id } });
  if (!data) {
    return error ? (
      <FailureNotice error={error} onRetry={() => void refetch()} />
    ) : (
      <LoadingState />
    );
  }
  if (!data.committee) return <NotFoundPage />;
  return (
    <>
      <p className={classes.back}>
        <TextLink href={path(`admin/committees/${id}`)}>{data.committee.name}</TextLink>
      </p>
      <PageTitle title={t('committee.changeRules')} />
      <CommitteeRulesForm committee={data.committee} />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { EmptyState, LoadingState, ReasonedButton, StatusBadge, TextLink } from '@consilium/ui';
import { FailureNotice } from '../platform/failure-notice';
import { LinkButton } from '../platform/link-button';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { committeesQuery } from './committee-operations';
import { useReasonInOrganisation } from './may';
import classes from './access.module.css';

/** The standing committees: most organisations have one. */
export function Component() {
  const { t } = useTranslation('access');
  const path = useOrganisationPath();
  const reason = useReasonInOrganisation()('committee.manage');
  const { data, error, refetch } = useQuery(committeesQuery);
  const committees = data?.committees;
  return (
    <>
      <PageTitle title={t('committees.title')}>
        <p className={classes.text}>{t('committees.intro')}</p>
      </PageTitle>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {committees?.length === 0 ? (
        <EmptyState title={t('committees.none')}>{t('committees.noneText')}</EmptyState>
      ) : null}
      {committees && committees.length > 0 ? (
        <ul className={classes.list}>
          {committees.map(({ id, name, seats, warnings }) => {
            const current = seats.filter((seat) => seat.current);
            return (
              <li key={id} className={classes.row}>
                <div>
                  <h2>
                    <TextLink href={path(`admin/committees/${id}`)}>{name}</TextLink>
                  </h2>
                  <span className={classes.quiet}>
                    {t('committees.seats', { count: current.length })}
                    {', '}
                    {t('committees.voting', { count: current.filter(({ votes }) => votes).length })}
                  </span>
                </div>
                {warnings.length > 0 ? (
                  <StatusBadge tone="warning">
                    {t('committees.warnings', { count: warnings.length })}
                  </StatusBadge>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {data ? (
        <div className={classes.actions}>
          {reason ? (
            <ReasonedButton reason={reason}>{t('committees.found')}</ReasonedButton>
          ) : (
            <LinkButton variant="default" href={path('admin/committees/new')}>
              {t('committees.found')}
            </LinkButton>
          )}
        </div>
      ) : null}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { groupOf, workGroups } from '@consilium/domain/dashboards';
import { EmptyState, LoadingState, TaskList, TextLink } from '@consilium/ui';
import { HeldForAdministrators } from '../access';
import { useFileChanges } from '../evaluations';
import { unmask, type FragmentType } from '../gql';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { myWorkQuery } from './my-work-query';
import { datesOf, useTask, workFields } from './use-task';
import classes from './dashboards.module.css';

/** The first page: what waits for me, by date, in every organisation I belong to. */
export function Component() {
  const { t } = useTranslation('dashboards');
  const organisationPath = useOrganisationPath();
  const { data, error, refetch } = useQuery(myWorkQuery);
  useFileChanges(null, () => void refetch());

  const lines = data?.whatWaits;
  return (
    <div className={classes.column}>
      <PageTitle title={t('work.title')}>
        {lines && lines.length > 0 ? <p>{t('work.count', { count: lines.length })}</p> : null}
      </PageTitle>
      <HeldForAdministrators />
      {error && !lines ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!lines && !error ? <LoadingState /> : null}
      {lines?.length === 0 ? (
        <EmptyState
          title={t('work.emptyTitle')}
          action={
            <TextLink href={organisationPath('evaluations')}>{t('work.toPortfolio')}</TextLink>
          }
        >
          <p>{t('work.emptyText')}</p>
        </EmptyState>
      ) : null}
      {lines && lines.length > 0 ? <WorkGroups lines={lines} /> : null}
    </div>
  );
}

function WorkGroups({ lines }: { readonly lines: readonly FragmentType<typeof workFields>[] }) {
  const { t } = useTranslation('dashboards');
  const taskOf = useTask();
  const all = unmask(workFields, lines);
  return workGroups.map((group) => {
    const own = all.filter((line) => groupOf(datesOf(line), line.today) === group);
    if (own.length === 0) return null;
    return (
      <section key={group} className={classes.group} aria-labelledby={`work-${group}`}>
        <h2 id={`work-${group}`}>{t(`work.groups.${group}`)}</h2>
        <TaskList tasks={own.map(taskOf)} labelledBy={`work-${group}`} />
      </section>
    );
  });
}

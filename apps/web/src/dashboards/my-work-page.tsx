import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { groupOf, workGroups } from '@consilium/domain/dashboards';
import { EmptyState, LoadingState, TaskList, TextLink } from '@consilium/ui';
import { HeldForAdministrators, StepsLeft } from '../access';
import { useFileChanges, WithoutHolder } from '../evaluations';
import { unmask } from '../gql';
import type { WorkFieldsFragment } from '../gql/graphql';
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

  const lines = data && unmask(workFields, data.whatWaits);
  const real = lines?.filter(({ practice }) => !practice) ?? [];
  const practice = lines?.filter((line) => line.practice) ?? [];
  return (
    <div className={classes.column}>
      <PageTitle title={t('work.title')}>
        {real.length > 0 ? <p>{t('work.count', { count: real.length })}</p> : null}
      </PageTitle>
      <HeldForAdministrators />
      <StepsLeft />
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
      <WorkGroups lines={real} />
      <PracticeWork lines={practice} />
      {lines ? <WithoutHolder hrefOf={(path, id) => path(`evaluations/${id}/panel`)} /> : null}
    </div>
  );
}

type Lines = readonly WorkFieldsFragment[];

/** What waits in practice files, apart from the rest and in no count. */
function PracticeWork({ lines }: { readonly lines: Lines }) {
  const { t } = useTranslation('dashboards');
  const taskOf = useTask();
  if (lines.length === 0) return null;
  return (
    <section className={classes.group} aria-labelledby="work-practice">
      <h2 id="work-practice">{t('work.practice')}</h2>
      <TaskList tasks={lines.map(taskOf)} labelledBy="work-practice" />
    </section>
  );
}

function WorkGroups({ lines: all }: { readonly lines: Lines }) {
  const { t } = useTranslation('dashboards');
  const taskOf = useTask();
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

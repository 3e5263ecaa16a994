import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { DataTable, LoadingState, TextLink, type DataColumn } from '@consilium/ui';
import type { FilesToStaffQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { filesToStaffQuery } from './staffing-operations';
import { useMissing } from './use-missing';

type Line = FilesToStaffQuery['filesToStaff'][number];

/** The panels of running files for administrators: who is missing where. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const path = useOrganisationPath();
  const missing = useMissing();
  const { data, error, refetch } = useQuery(filesToStaffQuery, {
    fetchPolicy: 'cache-and-network',
  });
  const columns: DataColumn<Line>[] = [
    {
      key: 'file',
      header: t('screen.staffing.file'),
      cell: (file) => (
        <TextLink href={path(`panels/${file.id}`)}>{`${file.reference} – ${file.title}`}</TextLink>
      ),
    },
    {
      key: 'committee',
      header: t('screen.staffing.committee'),
      cell: ({ committee }) => committee,
    },
    { key: 'missing', header: t('screen.staffing.missing'), cell: (file) => missing(file) },
  ];
  return (
    <>
      <PageTitle title={t('screen.staffing.title')} />
      <p>{t('screen.staffing.intro')}</p>
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data ? (
        <DataTable
          caption={t('screen.staffing.caption')}
          captionHidden
          columns={columns}
          rows={data.filesToStaff}
          rowKey={({ id }) => id}
          emptyText={t('screen.staffing.none')}
        />
      ) : null}
    </>
  );
}

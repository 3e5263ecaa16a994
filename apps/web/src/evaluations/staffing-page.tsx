import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { DataTable, LoadingState, TextLink, type DataColumn } from '@consilium/ui';
import { unmask } from '../gql';
import type { FilesToStaffQuery, StaffedLineFragment } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { useOrganisationPath } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useShownReference } from '../platform/use-shown-reference';
import { filesToStaffQuery, staffedLine } from './staffing-operations';
import { WithoutHolder } from './without-holder';
import { useMissing } from './use-missing';

type Line = StaffedLineFragment;

/** The panels of running files for administrators: who is missing where. */
export function Component() {
  const { t } = useTranslation('evaluations');
  const { data, error, refetch } = useQuery(filesToStaffQuery, {
    fetchPolicy: 'cache-and-network',
  });
  const practice = unmask(staffedLine, data?.practiceFiles ?? []);
  return (
    <>
      <PageTitle title={t('screen.staffing.title')} />
      <p>{t('screen.staffing.intro')}</p>
      <WithoutHolder hrefOf={(to, id) => to(`panels/${id}`)} />
      {error && !data ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data ? (
        <Lines
          lines={unmask(staffedLine, data.filesToStaff)}
          without={data.withoutHolder}
          caption={t('screen.staffing.caption')}
        />
      ) : null}
      {practice.length > 0 ? (
        <section aria-labelledby="practice-files">
          <h2 id="practice-files">{t('screen.practice.list')}</h2>
          <Lines lines={practice} without={[]} caption={t('screen.practice.list')} />
        </section>
      ) : null}
    </>
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly without: FilesToStaffQuery['withoutHolder'];
  readonly caption: string;
}

function Lines({ lines, without, caption }: LinesProps) {
  const { t } = useTranslation('evaluations');
  const path = useOrganisationPath();
  const missing = useMissing();
  const shown = useShownReference();
  const columns: DataColumn<Line>[] = [
    {
      key: 'file',
      header: t('screen.staffing.file'),
      cell: (file) => (
        <TextLink href={path(`panels/${file.id}`)}>
          {`${shown(file.reference)} – ${file.title}`}
        </TextLink>
      ),
    },
    {
      key: 'committee',
      header: t('screen.staffing.committee'),
      cell: ({ committee }) => committee,
    },
    {
      key: 'missing',
      header: t('screen.staffing.missing'),
      cell: (file) => missing(file, without),
    },
  ];
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      emptyText={t('screen.staffing.none')}
    />
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import { isSecurityKind } from '@consilium/domain/access';
import { DataTable, LoadingState } from '@consilium/ui';
import { FailureNotice } from '../platform/failure-notice';
import { SecurityFilters } from './security-filters';
import { securityLogQuery } from './security-operations';
import { useSecurityColumns } from './use-security-columns';
import classes from './access.module.css';

/** Start of a day typed in the reader's own zone, or of the day after it. */
const startOf = (day: string, later = 0): string | null => {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? new Date(year, month - 1, date + later).toISOString() : null;
};

/** Lines of the log, newest first, as far back as somebody asks. */
export function SecurityLines() {
  const { t } = useTranslation('access');
  const columns = useSecurityColumns();
  const [kind, setKind] = useState('');
  const [days, setDays] = useState({ since: '', until: '' });
  const filter = {
    kinds: isSecurityKind(kind) ? [kind] : null,
    since: startOf(days.since),
    until: startOf(days.until, 1),
  };
  const { data, error, refetch, fetchMore, loading } = useQuery(securityLogQuery, {
    variables: { filter },
    fetchPolicy: 'network-only',
  });
  const page = data?.securityLog;

  const showMore = () =>
    fetchMore({
      variables: { filter: { ...filter, after: page?.next } },
      updateQuery: (shown, { fetchMoreResult: more }) => ({
        securityLog: {
          ...more.securityLog,
          lines: [...shown.securityLog.lines, ...more.securityLog.lines],
        },
      }),
    });

  return (
    <>
      <SecurityFilters kind={kind} onKind={setKind} days={days} onDays={setDays} />
      {error && !page ? <FailureNotice error={error} onRetry={() => void refetch()} /> : null}
      {!page && !error ? <LoadingState /> : null}
      {page ? (
        <>
          <DataTable
            caption={t('securityLog.caption')}
            captionHidden
            columns={columns}
            rows={page.lines}
            rowKey={({ id }) => id}
            emptyText={t('securityLog.nothing')}
          />
          {page.next ? (
            <div className={classes.actions}>
              <Button variant="default" aria-disabled={loading} onClick={() => void showMore()}>
                {t('securityLog.more')}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
    </>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@apollo/client/react';
import { isSecurityKind, securityKindNames } from '@consilium/domain/access';
import {
  DataTable,
  DateText,
  LoadingState,
  Notice,
  TextLink,
  type DataColumn,
} from '@consilium/ui';
import type { SecurityLogQuery } from '../gql/graphql';
import { FailureNotice } from '../platform/failure-notice';
import { useMembership } from '../platform/organisation';
import { PageTitle } from '../platform/page-title';
import { useReasonInOrganisation } from './may';
import { securityLogQuery } from './security-operations';
import classes from './access.module.css';

type Line = SecurityLogQuery['securityLog']['lines'][number];

/** Start of a day typed in the reader's own zone, or of the day after it. */
const startOf = (day: string, later = 0): string | null => {
  const [year, month, date] = day.split('-').map(Number);
  return year && month && date ? new Date(year, month - 1, date + later).toISOString() : null;
};

/** Who came in, who was refused, what gives power or carries data out. */
export function Component() {
  const { t } = useTranslation('access');
  const { slug } = useMembership();
  const reason = useReasonInOrganisation()('security.see');
  return (
    <>
      <PageTitle title={t('securityLog.title')}>
        <p className={classes.text}>{t('securityLog.intro')}</p>
      </PageTitle>
      {reason ? (
        <Notice tone="neutral" title={reason} />
      ) : (
        <>
          <p>
            <TextLink
              href={`/api/security-log.csv?organisation=${encodeURIComponent(slug)}`}
              download
            >
              {t('securityLog.export')}
            </TextLink>
          </p>
          <SecurityLines />
        </>
      )}
    </>
  );
}

function SecurityLines() {
  const { t } = useTranslation('access');
  const columns = useColumns();
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
      <div role="search" aria-label={t('securityLog.title')} className={classes.filters}>
        <NativeSelect
          label={t('securityLog.kind')}
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value)}
        >
          <option value="">{t('securityLog.allKinds')}</option>
          {securityKindNames.map((name) => (
            <option key={name} value={name}>
              {t(`securityLog.kinds.${name}`)}
            </option>
          ))}
        </NativeSelect>
        {(['since', 'until'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`securityLog.${name}`)}
            value={days[name]}
            onChange={({ currentTarget: { value } }) =>
              setDays((now) => ({ ...now, [name]: value }))
            }
          />
        ))}
      </div>
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

function useColumns(): readonly DataColumn<Line>[] {
  const { t } = useTranslation('access');
  return [
    {
      key: 'at',
      header: t('securityLog.columns.at'),
      cell: ({ at }) => <DateText value={at} as="dateTime" />,
    },
    {
      key: 'kind',
      header: t('securityLog.columns.kind'),
      cell: ({ kind }) => t(`securityLog.kinds.${kind}`),
    },
    {
      key: 'member',
      header: t('securityLog.columns.member'),
      cell: ({ member }) => member ?? t('securityLog.unknownMember'),
    },
    {
      key: 'source',
      header: t('securityLog.columns.source'),
      cell: ({ source }) => source ?? '',
    },
    {
      key: 'detail',
      header: t('securityLog.columns.detail'),
      cell: ({ detail }) => detail ?? '',
    },
  ];
}

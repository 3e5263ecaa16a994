import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { DateText, type DataColumn } from '@consilium/ui';
import type { SecurityLogQuery } from '../gql/graphql';
import { peopleQuery } from './operations';

type Line = SecurityLogQuery['securityLog']['lines'][number];

/** Columns of the security log: codes in words, members by their names. */
export function useSecurityColumns(): readonly DataColumn<Line>[] {
  const { t, i18n } = useTranslation('access');
  const { data } = useQuery(peopleQuery);
  const names = new Map(data?.people.map(({ memberId, displayName }) => [memberId, displayName]));
  // An action that was refused has no words of its own: it is named as the policy table names it.
  const wordsOf = (detail: string): string => {
    const key = `securityLog.details.${detail}` as 'securityLog.details.one';
    return i18n.exists(String(key), { ns: 'access' }) ? t(key) : detail;
  };
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
      key: 'subject',
      header: t('securityLog.columns.subjectKind'),
      cell: ({ subjectKind, subjectId }) =>
        (subjectKind === 'member' && subjectId ? names.get(subjectId) : null) ?? '',
    },
    {
      key: 'source',
      header: t('securityLog.columns.source'),
      cell: ({ source }) => source ?? '',
    },
    {
      key: 'detail',
      header: t('securityLog.columns.detail'),
      cell: ({ detail }) => (detail ? wordsOf(detail) : ''),
    },
  ];
}

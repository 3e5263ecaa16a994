import { useTranslation } from 'react-i18next';
import { securityDetailKey, securitySubjectKey } from '@consilium/domain/access';
import { DateText, useFormat, type DataColumn } from '@consilium/ui';
import type { SecurityLogQuery } from '../gql/graphql';
import { useShownReference } from '../platform/use-shown-reference';

type Line = SecurityLogQuery['securityLog']['lines'][number];

/** Columns of the security log: codes in words, members by their names, files by their reference. */
export function useSecurityColumns(): readonly DataColumn<Line>[] {
  const { t } = useTranslation('access');
  const { list } = useFormat();
  const shown = useShownReference();
  // The closed lists say which keys there are, and a test that each has its words.
  const words = (key: string): string => t(key as 'securityLog.earlier');
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
      key: 'detail',
      header: t('securityLog.columns.detail'),
      cell: ({ kind, detail }) => (detail ? words(securityDetailKey(kind, detail)) : ''),
    },
    {
      key: 'member',
      header: t('securityLog.columns.member'),
      cell: ({ member }) => member ?? t('securityLog.unknownMember'),
    },
    {
      key: 'about',
      header: t('securityLog.columns.about'),
      cell: ({ people, file, committee, subjectKind }) =>
        [
          subjectKind ? words(securitySubjectKey(subjectKind)) : '',
          committee ?? '',
          list(people),
          file ? shown(file) : '',
        ]
          .filter(Boolean)
          .join(' · '),
    },
    {
      key: 'source',
      header: t('securityLog.columns.source'),
      cell: ({ source }) => source ?? '',
    },
  ];
}

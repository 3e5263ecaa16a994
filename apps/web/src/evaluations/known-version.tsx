import { useTranslation } from 'react-i18next';
import { useQuery } from '@apollo/client/react';
import { DescriptionList, Notice, useFormat } from '@consilium/ui';
import { graphql } from '../gql';
import type { KnownVersionsQuery } from '../gql/graphql';

const knownVersions = graphql(`
  query KnownVersions {
    devices {
      id
      name
      manufacturer
      versions {
        id
        version
        intendedPurpose
        udi
        riskClass
        certificateExpiresOn
        personalDataLeavesSite
        hardwareIncluded
        ionisingRadiation
        evaluated
      }
    }
  }
`);

export type KnownVersion = KnownVersionsQuery['devices'][number]['versions'][number];

interface Names {
  readonly deviceName: string;
  readonly manufacturer: string;
  readonly version: string;
}

/** Finds the version of these names in the organisation, as the server will when it is sent. */
export function useKnownVersion(): (names: Names) => KnownVersion | null {
  const { data } = useQuery(knownVersions, { fetchPolicy: 'cache-and-network' });
  return ({ deviceName, manufacturer, version }) =>
    data?.devices
      .find((one) => one.name === deviceName.trim() && one.manufacturer === manufacturer.trim())
      ?.versions.find((one) => one.version === version.trim()) ?? null;
}

/** Says that others already rest on the description of a version, and shows it. */
export function DescribedElsewhere({ version }: { readonly version: KnownVersion }) {
  const { t } = useTranslation(['evaluations', 'common']);
  const { date } = useFormat();
  const known = (text: string | null | undefined) => text || t('screen.details.unknown');
  const flag = (value: boolean | null | undefined) =>
    value == null ? t('screen.details.unknown') : t(value ? 'common:yes' : 'common:no');
  const { certificateExpiresOn: until } = version;
  return (
    <Notice tone="info" role="status" title={t('screen.described.title')}>
      <p>{t('screen.described.text')}</p>
      <DescriptionList
        items={[
          { term: t('screen.details.purpose'), value: known(version.intendedPurpose) },
          { term: t('screen.details.riskClass'), value: known(version.riskClass) },
          { term: t('screen.details.certificate'), value: until ? date(until) : known(null) },
          { term: t('screen.details.udi'), value: known(version.udi) },
          {
            term: t('screen.details.personalDataLeavesSite'),
            value: flag(version.personalDataLeavesSite),
          },
          { term: t('screen.details.hardwareIncluded'), value: flag(version.hardwareIncluded) },
          { term: t('screen.details.ionisingRadiation'), value: flag(version.ionisingRadiation) },
        ]}
      />
    </Notice>
  );
}

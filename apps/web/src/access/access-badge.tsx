import { useTranslation } from 'react-i18next';
import { StatusBadge } from '@consilium/ui';
import type { AllPeopleQuery } from '../gql/graphql';

type Door = Pick<AllPeopleQuery['people'][number], 'active' | 'suspended'>;

/** Whether the organisation is open to somebody. */
export function AccessBadge({ person: { active, suspended } }: { readonly person: Door }) {
  const { t } = useTranslation('access');
  if (!active) return <StatusBadge tone="neutral">{t('person.closed')}</StatusBadge>;
  if (suspended) return <StatusBadge tone="warning">{t('person.suspended')}</StatusBadge>;
  return <StatusBadge tone="success">{t('person.open')}</StatusBadge>;
}

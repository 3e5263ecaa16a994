import { useTranslation } from 'react-i18next';
import type { Catalogue } from '../gql/catalogue';

type KnownProfession = keyof Catalogue['common']['professions'];

/**
 * A profession in the page's language. The list is open: what an organisation added in its own words
 * is shown as it was written.
 */
export function useProfessionText(): (profession: string) => string {
  const { t } = useTranslation('common');
  return (profession) =>
    t(`professions.${profession as KnownProfession}`, { defaultValue: profession });
}

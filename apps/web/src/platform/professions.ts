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

/** The professions that have a name in the page's language, by code. */
export function useKnownProfessions(): Readonly<Record<string, string>> {
  const { t } = useTranslation('common');
  return t('professions', { returnObjects: true });
}

/** What was typed, as the code of the profession that bears this name, else in its own words. */
export function useProfessionCode(): (typed: string) => string {
  const known = useKnownProfessions();
  return (typed) => {
    const name = typed.trim();
    const same = Object.entries(known).find(
      ([, label]) => label.localeCompare(name, undefined, { sensitivity: 'accent' }) === 0,
    );
    return same ? same[0] : name;
  };
}

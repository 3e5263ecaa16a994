import { useTranslation } from 'react-i18next';
import { isLocale, type Locale } from '@consilium/domain/kernel';

/** The language the page is shown in, for texts that come in both. */
export function useLocale(): Locale {
  const { language } = useTranslation().i18n;
  return isLocale(language) ? language : 'fr';
}

import { useTranslation } from 'react-i18next';
import { shownReference } from '@consilium/domain/evaluations';

/** The number of a file, or the mark of a practice file in the reader's language. */
export function useShownReference(): (reference: string) => string {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en' : 'fr';
  return (reference) => shownReference(reference, locale);
}

import { shownReference } from '@consilium/domain/evaluations';
import { useLocale } from './use-locale';

/** The number of a file, or the mark of a practice file in the reader's language. */
export function useShownReference(): (reference: string) => string {
  const locale = useLocale();
  return (reference) => shownReference(reference, locale);
}

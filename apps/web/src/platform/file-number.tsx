import { isPractice } from '@consilium/domain/evaluations';
import { StatusBadge } from '@consilium/ui';
import { useShownReference } from './use-shown-reference';

/** The number of a file; of a practice file its mark, which is seen and read beside any other number. */
export function FileNumber({ reference }: { readonly reference: string }) {
  const shown = useShownReference()(reference);
  return isPractice(reference) ? <StatusBadge tone="warning">{shown}</StatusBadge> : shown;
}

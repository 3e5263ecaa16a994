import { decide, type Facts, type Subject } from '../access';
import { refuse, type Refusal } from '../kernel';

/** One evaluation in which a document is filed, as the person who changes the document stands in it. */
export interface Filing {
  /** Merely asked for: nothing rests on the document there yet. */
  readonly draft: boolean;
  /** Null where the person cannot see that evaluation. */
  readonly facts: Facts | null;
  readonly subject: Subject;
}

/**
 * Whether a person may change what a document is everywhere: its title, its clearance, its days, or
 * that it is there at all. Asked of every evaluation in which it is filed and that is past its draft:
 * one in which the person has no say, and for a change one that is sealed or ended, keeps the document
 * as it is. Patient data is erased from sealed files too: the hash stays.
 */
export function checkFilings(
  action: 'evidence.edit' | 'evidence.purge',
  filings: readonly Filing[],
): Refusal | null {
  const bound = filings.some(
    ({ draft, facts, subject }) =>
      !draft && (facts === null || decide(action, facts, subject) !== null),
  );
  return bound ? refuse('document_bound_elsewhere') : null;
}

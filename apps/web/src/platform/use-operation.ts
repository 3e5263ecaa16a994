import { useState } from 'react';
import { newOperationId } from './ids';

/** What was sent last, as JSON, under which id. */
export interface SentOperation {
  readonly id: string;
  readonly of: string;
}

interface Operation {
  /** The input with its id: the same id for the same words, another for other words. */
  of<I extends object>(input: I): I & { readonly operationId: string };
  /** It was carried out: the same words again are asked for anew. */
  end(): void;
  /** To be kept with a draft that outlives the page. */
  sent(): SentOperation | null;
}

/**
 * Ids for what a form sends: a repeat whose first answer was lost is recognised by the server, and
 * words changed since are a request of their own, which the server would refuse under the old id.
 */
export function useOperation(before: SentOperation | null = null): Operation {
  const [operation] = useState((): Operation => {
    let last = before;
    return {
      of: (input) => {
        const of = JSON.stringify(input);
        const known = last?.of === of ? last : { id: newOperationId(), of };
        last = known;
        return { operationId: known.id, ...input };
      },
      end: () => {
        last = null;
      },
      sent: () => last,
    };
  });
  return operation;
}

import { useState } from 'react';
import { newOperationId } from './ids';

/** What was sent last, as JSON, under which id. */
export interface SentOperation {
  readonly id: string;
  readonly of: string;
}

export interface Operation {
  /** The input with its id: the same id for the same words, another for other words. */
  of<I extends object>(input: I): I & { readonly operationId: string };
  /** It was carried out: the same words again are asked for anew. */
  end(): void;
}

/** What is sent under which id, `last` having been sent before. */
export function sentAs(input: object, last: SentOperation | null): SentOperation {
  const of = JSON.stringify(input);
  return last?.of === of ? last : { id: newOperationId(), of };
}

/**
 * Ids for what a form sends: a repeat whose first answer was lost is recognised by the server, and
 * words changed since are a request of their own, which the server would refuse under the old id.
 */
export function useOperation(): Operation {
  const [operation] = useState((): Operation => {
    let last: SentOperation | null = null;
    return {
      of: (input) => {
        last = sentAs(input, last);
        return { operationId: last.id, ...input };
      },
      end: () => {
        last = null;
      },
    };
  });
  return operation;
}

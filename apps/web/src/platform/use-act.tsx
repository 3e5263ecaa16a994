import { useCallback, useState } from 'react';
import { Notice } from '@consilium/ui';
import { FailureNotice, useFailureText, useRefusalText, type RefusedLike } from './failure-notice';
import { failureOf } from './failures';

/** Why something asked for was not done: the server declined, or could not be reached. */
export type Trouble = { readonly refusal: RefusedLike } | { readonly error: unknown };

type Result = { readonly __typename?: string };
type Success<T extends Result> = Exclude<T, { readonly __typename?: 'Refused' }>;

export interface Act {
  /** Something is under way: it is not asked for twice. */
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  clear(): void;
  /** Resolves to what was done, or to null when it was not; `trouble` then says why. */
  act<T extends Result>(run: () => Promise<T | null | undefined>): Promise<Success<T> | null>;
}

/** Asks the server for one change at a time and keeps the reason when it declines. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const act = useCallback(async <T extends Result>(run: () => Promise<T | null | undefined>) => {
    setBusy(true);
    setTrouble(null);
    try {
      const result = await run();
      if (!result) throw new Error('the server sent no data');
      if (result.__typename === 'Refused') {
        setTrouble({ refusal: result as unknown as RefusedLike });
        return null;
      }
      return result as Success<T>;
    } catch (error) {
      setTrouble({ error });
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setTrouble(null), []);
  return { busy, trouble, clear, act };
}

/** One sentence for what went wrong, for a place that takes no notice. */
export function useTroubleText(): (trouble: Trouble | null) => string | undefined {
  const refusalText = useRefusalText();
  const failureText = useFailureText();
  return (trouble) =>
    trouble === null
      ? undefined
      : 'refusal' in trouble
        ? refusalText(trouble.refusal)
        : failureText(failureOf(trouble.error));
}

/** Says in place why something was not done. */
export function TroubleNotice({ trouble }: { readonly trouble: Trouble | null }) {
  const refusalText = useRefusalText();
  if (!trouble) return null;
  if ('error' in trouble) return <FailureNotice error={trouble.error} />;
  return (
    <Notice tone="danger" role="alert">
      <p>{refusalText(trouble.refusal)}</p>
    </Notice>
  );
}

import { useEffect, useRef } from 'react';
import { useSubscription } from '@apollo/client/react';
import { watchRounds } from './operations';

/** Calls back when a round opened or closed, or the reader rated in another window. */
export function useRoundsChanges(evaluationId: string, changed: () => void): void {
  const latest = useRef(changed);
  useEffect(() => {
    latest.current = changed;
  });
  useSubscription(watchRounds, {
    variables: { evaluationId },
    ignoreResults: true,
    onData: ({ data }) => {
      if (data.data) latest.current();
    },
  });
}

import { useApolloClient } from '@apollo/client/react';
import { useAct } from '../platform/use-act';

/**
 * Asks for one change, then reads again what the page shows: also after a refusal, since somebody
 * else's change is the usual reason for one.
 */
export function useChange() {
  const client = useApolloClient();
  const { act, ...state } = useAct();
  const change = async <T extends { readonly __typename?: string }>(
    run: () => Promise<T | null | undefined>,
    /** Before what is shown is read again. */
    onDone?: (done: Exclude<T, { readonly __typename?: 'Refused' }>) => void,
  ) => {
    const done = await act(run);
    if (done) onDone?.(done);
    await client.refetchQueries({ include: 'active' }).catch(() => undefined);
    return done;
  };
  return { ...state, client, change };
}

import { useCallback, useState } from 'react';
import { useMembership } from '../platform/organisation';

const prefix = 'consilium.file';

function read<T extends object>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/**
 * What is typed into a form and not sent yet, kept on this device under the person's own name: leaving
 * the page loses nothing. `forget` once it is sent.
 */
export function useKept<T extends object>(
  place: string,
  initial: T,
): { readonly value: T; readonly kept: boolean; keep(value: T): void; forget(): void } {
  const { memberId } = useMembership();
  const key = `${prefix}.${memberId}.${place}`;
  const [state, setState] = useState(() => {
    const found = read<T>(key);
    return { value: { ...initial, ...found }, kept: found !== null };
  });
  const keep = useCallback(
    (value: T) => {
      setState({ value, kept: true });
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // A browser that keeps nothing still lets people write.
      }
    },
    [key],
  );
  const forget = useCallback(() => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept there.
    }
    setState((now) => ({ ...now, kept: false }));
  }, [key]);
  return { ...state, keep, forget };
}

import { useCallback, useState } from 'react';
import { useMembership } from '../platform/organisation';

const prefix = 'consilium.discussion';

/**
 * Words being written, kept on this device under the person's own name until they are sent: a closed
 * tab or a lost connection takes nothing away.
 */
export function useDraft(place: string): [string, (words: string) => void] {
  const { memberId } = useMembership();
  const key = `${prefix}.${memberId}.${place}`;
  const [words, setWords] = useState(() => read(key));
  const write = useCallback(
    (next: string) => {
      setWords(next);
      keep(key, next);
    },
    [key],
  );
  return [words, write];
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keep(key: string, words: string): void {
  try {
    if (words === '') localStorage.removeItem(key);
    else localStorage.setItem(key, words);
  } catch {
    // A browser that keeps nothing still lets people write.
  }
}

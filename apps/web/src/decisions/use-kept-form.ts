import { useState } from 'react';
import { useMembership } from '../platform/organisation';

const prefix = 'consilium.decisions';

/** Words not saved yet, and the version they were begun on. */
interface Kept<Fields> {
  readonly base: number;
  readonly fields: Fields;
}

export interface KeptForm<Fields> {
  readonly fields: Fields;
  /** The version to name when saving. */
  readonly baseVersion: number;
  readonly changed: boolean;
  /** Another version was saved after these words were begun. */
  readonly stale: boolean;
  set(changes: Partial<Fields>): void;
  /** These words are saved as this version; what is saved has yet to be read again. */
  savedAs(version: number): void;
  /** Goes on with these words on top of what is saved now. */
  keepMine(): void;
  /** Drops these words: after they were saved, or for what is saved. */
  forget(): void;
}

/**
 * The fields of a form begun on one version of what is saved. Until they are saved they stay on this
 * device under the person's own name: a reload, a refusal or a lost connection takes nothing away.
 */
export function useKeptForm<Fields extends object>(
  place: string,
  saved: { readonly version: number; readonly fields: Fields },
): KeptForm<Fields> {
  const { memberId } = useMembership();
  const key = `${prefix}.${memberId}.${place}`;
  const [kept, setKept] = useState(() => read<Fields>(key));
  const put = (next: Kept<Fields> | null): void => {
    setKept(next);
    write(key, next);
  };
  const base = kept?.base ?? saved.version;
  const fields = kept ? { ...saved.fields, ...kept.fields } : saved.fields;
  return {
    fields,
    baseVersion: base,
    changed: kept !== null,
    stale: saved.version > base,
    set: (changes) => put({ base, fields: { ...fields, ...changes } }),
    savedAs: (version) => put({ base: version, fields }),
    keepMine: () => put({ base: saved.version, fields }),
    forget: () => put(null),
  };
}

function read<Fields>(key: string): Kept<Fields> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<Fields> | null;
    return typeof kept?.base === 'number' && typeof kept.fields === 'object' ? kept : null;
  } catch {
    return null;
  }
}

function write(key: string, kept: object | null): void {
  try {
    if (kept === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A browser that keeps nothing still lets people write.
  }
}

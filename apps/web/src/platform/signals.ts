/** A named occurrence without payload that parts of the page may listen to. */
export interface Signal {
  emit(): void;
  /** Returns the function that stops listening. */
  listen(listener: () => void): () => void;
}

export function signal(): Signal {
  const listeners = new Set<() => void>();
  return {
    emit: () => [...listeners].forEach((listener) => listener()),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The server no longer knows this session. */
export const signedOut = signal();

/** Somebody signed in: what waited for a session goes on. */
export const signedIn = signal();

/** The same person signed in again where the session had ended: what failed meanwhile is read anew. */
export const cameBack = signal();

/** The live connection is back after a gap, and what is shown was read again: the server is there. */
export const resynced = signal();

/** How many requests wait for an answer that should have come and are sent again. */
let count = 0;
const listeners = new Set<() => void>();

const change = (by: 1 | -1): void => {
  count += by;
  for (const listener of [...listeners]) listener();
};

export const lateRequests = {
  /** A request is late; returns what to call when its fate is known. */
  begin(): () => void {
    change(1);
    let open = true;
    return () => {
      if (open) change(-1);
      open = false;
    };
  },
  count: (): number => count,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

import fs from 'node:fs/promises';

const beatMs = 5_000;
/** Two beats may be late, as while a long report is built beside it. */
export const staleAfterMs = 3 * beatMs;

/** Touches `file` while what the worker needs can be reached, until `stop`. */
export function startHeartbeat(
  file: string,
  isWell: () => Promise<boolean>,
): { stop(): Promise<void> } {
  let beating = Promise.resolve();
  const beat = async (): Promise<void> => {
    if (await isWell()) await fs.writeFile(file, '');
  };
  const begin = (): void => {
    // A beat that cannot be written is a beat missed: whoever looks at the file acts on that.
    beating = beat().catch(() => undefined);
  };
  begin();
  const timer = setInterval(begin, beatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
    },
  };
}

/** Whether the last beat is recent; `now` in milliseconds since 1970. */
export async function isBeating(file: string, now: number): Promise<boolean> {
  const beat = await fs.stat(file).catch(() => null);
  return beat !== null && now - beat.mtimeMs <= staleAfterMs;
}

/** How often a mail is tried before it counts as failed: over about half a day. */
export const mailAttempts = 12;

/** An attempt that has not ended after this long is taken for lost, and another one begins. */
export const attemptSeconds = 120;

/** How long a mail is left with the queue before it is asked whether it still knows of it. */
export const lookAgainSeconds = 20;

const firstPauseMs = 30_000;
const longestPauseMs = 4 * 3_600_000;

/** Pause after a failed attempt, in milliseconds: doubles from half a minute to four hours. */
export const pauseAfter = (attempt: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));

/**
 * Whether a mail server said that this mail will never be accepted: an unknown recipient or a message
 * it declines. Wrong credentials are a matter of configuration and worth another attempt.
 */
export function isFinalRefusal(error: unknown): boolean {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  return (
    (code === 'EENVELOPE' || code === 'EMESSAGE') &&
    typeof responseCode === 'number' &&
    responseCode >= 500 &&
    responseCode < 600
  );
}

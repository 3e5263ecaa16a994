const tickMs = 5_000;
/** A tick this late means that the page or the computer stood still, in milliseconds. */
const stoodStillMs = 20_000;

/**
 * Calls `woken` when the page comes back after it stood still: a computer that slept, a tab that was
 * frozen, a page out of the history. Its connections may be dead without knowing it.
 */
export function onWaking(woken: () => void): () => void {
  let last = Date.now();
  const look = (): void => {
    // The clock of a hidden tab is slowed by the browser; nobody reads it before it is visible.
    if (document.visibilityState === 'hidden') return;
    const stood = Date.now() - last > stoodStillMs;
    last = Date.now();
    if (stood) woken();
  };
  const tick = (): void => {
    if (document.visibilityState === 'visible') look();
    else if (Date.now() - last < stoodStillMs) last = Date.now();
  };
  const shown = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    last = Date.now();
    woken();
  };
  const timer = setInterval(tick, tickMs);
  document.addEventListener('visibilitychange', look);
  document.addEventListener('resume', look);
  window.addEventListener('pageshow', shown);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    document.removeEventListener('resume', look);
    window.removeEventListener('pageshow', shown);
  };
}

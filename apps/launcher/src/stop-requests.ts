/** Thrown to leave a start that is asked to stop half-way. */
class StopAsked extends Error {}

/** Ctrl-C under npm arrives twice: from the terminal, and passed on by npm. */
const ECHO_MS = 500;

const LOOK_FOR_PARENT_MS = 250;

/**
 * SIGINT, SIGTERM, SIGHUP: the first asks to stop, the second to stop at once. Under npm its end
 * asks too: some shells that npm puts between die of a signal without passing it on.
 */
export interface StopRequests {
  /** Settles at the first request. */
  asked: Promise<void>;
  wasAsked(): boolean;
  /** @throws when a stop has been asked for. */
  demandNone(): void;
  onAsked(react: () => void): void;
  onHurry(react: () => void): void;
  /** Signals have their usual effect again. */
  end(): void;
}

export function stopRequests(): StopRequests {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let firstAt: number | undefined;
  let tell: () => void = () => undefined;
  let hurry: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  function onSignal(): void {
    if (firstAt === undefined) {
      firstAt = Date.now();
      tell();
    } else if (Date.now() - firstAt > ECHO_MS) {
      hurry();
    }
  }
  for (const signal of signals) process.on(signal, onSignal);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    onSignal();
  }, LOOK_FOR_PARENT_MS).unref();
  if (!process.env['npm_lifecycle_event']) clearInterval(watch);
  return {
    asked,
    wasAsked: () => firstAt !== undefined,
    demandNone() {
      if (firstAt !== undefined) throw new StopAsked('asked to stop');
    },
    onAsked(react) {
      void asked.then(react);
    },
    onHurry(react) {
      hurry = react;
    },
    end() {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

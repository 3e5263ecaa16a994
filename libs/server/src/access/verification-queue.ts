/** Longest line of attempts that wait to be looked at; who comes later is asked to come back. */
const longestLine = 60;

/** Work that may be done at once before pauses begin, and how much of the time passes in work then. */
const burstMs = 1_000;
const share = 0.2;

type Turn = () => void;

/**
 * Looks at passwords one at a time. Verifying one takes a processor for some thirty milliseconds on
 * purpose, and who signs in must not slow who saves: a burst is worked off at once, a lasting stream
 * gets a fifth of one processor. Browsers that the account knows go first.
 */
export class VerificationQueue {
  private readonly first: Turn[] = [];
  private readonly others: Turn[] = [];
  private working = false;
  /** Milliseconds of work that may be done without a pause, as of `since`. */
  private credit = burstMs;
  private since = performance.now();

  /** Whether the line is too long to join. */
  get isFull(): boolean {
    return this.others.length >= longestLine;
  }

  async run<T>(work: () => Promise<T>, known: boolean): Promise<T> {
    await new Promise<void>((turn) => {
      (known ? this.first : this.others).push(turn);
      this.next();
    });
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.spend(performance.now() - began);
    }
  }

  private next(): void {
    if (this.working) return;
    const turn = this.first.shift() ?? this.others.shift();
    if (!turn) return;
    this.working = true;
    turn();
  }

  private spend(ms: number): void {
    const now = performance.now();
    this.credit = Math.min(burstMs, this.credit + (now - this.since) * share) - ms;
    this.since = now;
    const pause = Math.max(0, -this.credit / share);
    setTimeout(() => {
      this.working = false;
      this.next();
    }, pause).unref();
  }
}

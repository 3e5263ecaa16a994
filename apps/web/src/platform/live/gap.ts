interface GapPorts {
  /** Reads what is shown anew; rejects when that has to be tried again. */
  readAgain(): Promise<void>;
  now(): Date;
  /** A share of the longest delay, from 0 to 1: pages do not all read in the same instant. */
  random(): number;
}

/** A shorter gap is not told: pages would flicker at every change of network. In milliseconds. */
const toldAfterMs = 4_000;
/** All is read again within this time after a gap, in milliseconds. */
const spreadMs = 1_500;
const triesEveryMs = 4_000;

/**
 * The gap of one live connection: from its loss, over its return, until all that is shown was read
 * anew. Several returns in a row are one reading.
 */
export class Gap {
  private since: Date | null = null;
  private told: Date | null = null;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private reading: ReturnType<typeof setTimeout> | undefined;
  private round = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: GapPorts) {}

  /** The connection is lost; what came until then is shown. */
  begin(heard: Date): void {
    if (this.since) return;
    this.since = heard;
    this.telling = setTimeout(() => this.tell(this.since), toldAfterMs);
  }

  /** The connection is back, or the server says that something may have been missed. */
  over(): void {
    this.since ??= this.ports.now();
    this.readIn(this.ports.random() * spreadMs);
  }

  /** Since when what is shown may be old, once it is worth telling. */
  readonly awaySince = (): Date | null => this.told;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Nobody looks any more. */
  forget(): void {
    clearTimeout(this.reading);
    this.round += 1;
    this.end();
  }

  private readIn(delay: number): void {
    clearTimeout(this.reading);
    const round = (this.round += 1);
    this.reading = setTimeout(() => {
      void this.ports.readAgain().then(
        () => round === this.round && this.end(),
        () => {
          if (round !== this.round) return;
          this.tell(this.since);
          this.readIn(triesEveryMs);
        },
      );
    }, delay);
  }

  private end(): void {
    clearTimeout(this.telling);
    this.since = null;
    this.tell(null);
  }

  private tell(since: Date | null): void {
    if (this.told === since) return;
    this.told = since;
    for (const listener of [...this.listeners]) listener();
  }
}

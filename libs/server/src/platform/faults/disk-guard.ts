import { statfs } from 'node:fs/promises';

/** Thrown instead of beginning to write. */
export class DiskFull extends Error {
  readonly code = 'ENOSPC';

  constructor() {
    super('there is too little room left to write');
  }
}

/** Room that is never written to: reading, signing in and PostgreSQL's own upkeep need some. */
const reserveBytes = 48 * 1024 * 1024;
const lookEveryMs = 1_000;
/** How long a refusal by a disk that cannot be looked at (another machine's) is believed. */
const believedMs = 10_000;

/**
 * Says beforehand whether there is room to write. A database that runs out of it in the middle of
 * something stops altogether, and then nothing can be read either; so writing ends a little earlier.
 */
export class DiskGuard {
  private free = Number.POSITIVE_INFINITY;
  private refusedUntil = 0;
  private timer: NodeJS.Timeout | null = null;

  /** `folder` is on the disk that holds the data; null where all of it is elsewhere. */
  constructor(
    private readonly folder: string | null,
    private readonly reserve = reserveBytes,
  ) {}

  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), lookEveryMs);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  get isFull(): boolean {
    return this.free < this.reserve || Date.now() < this.refusedUntil;
  }

  /** @throws {DiskFull} while there is no room, or none for so many bytes. */
  demandRoom(bytes = 0): void {
    if (this.free - bytes < this.reserve) throw new DiskFull();
  }

  /** A write was refused for want of room. */
  noteFull(): void {
    this.refusedUntil = Date.now() + believedMs;
  }

  private async look(): Promise<void> {
    if (this.folder === null) return;
    const disk = await statfs(this.folder).catch(() => null);
    if (disk) this.free = disk.bavail * disk.bsize;
  }
}

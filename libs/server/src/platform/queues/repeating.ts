import type { Logger } from 'pino';

const longestPauseMs = 30_000;

/**
 * Repeats a task until stopped: at once while it finds work, else after a pause or a nudge. While it
 * fails the pause doubles, up to half a minute, and only the first failure of a row is logged as one.
 */
export class Repeating {
  private stopped = false;
  private wake: (() => void) | null = null;
  private running: Promise<void> = Promise.resolve();
  private failures = 0;

  constructor(
    private readonly name: string,
    private readonly task: () => Promise<number>,
    private readonly pauseMs: number,
    private readonly logger: Logger,
  ) {}

  start(): this {
    this.running = this.loop();
    return this;
  }

  nudge(): void {
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.running;
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      let found = 0;
      try {
        found = await this.task();
        if (this.failures > 0)
          this.logger.info({ task: this.name }, 'a repeating task works again');
        this.failures = 0;
      } catch (error) {
        this.failures += 1;
        const told = this.failures === 1 ? 'error' : 'debug';
        this.logger[told]({ err: error, task: this.name }, 'a repeating task failed');
      }
      if (found === 0 && !this.stopped) await this.pause();
    }
  }

  private pause(): Promise<void> {
    const ms =
      this.failures === 0
        ? this.pauseMs
        : Math.min(this.pauseMs * 2 ** (this.failures - 1), Math.max(this.pauseMs, longestPauseMs));
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
      const timer = setTimeout(finish, ms);
      this.wake = finish;
    });
  }
}

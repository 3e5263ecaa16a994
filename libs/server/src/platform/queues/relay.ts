import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import type { Id } from '@consilium/domain/kernel';
import type { Queues } from './queues';

/** A consumer of events: its name is part of each job's id, so it never changes. */
export interface EventConsumer {
  readonly name: string;
  readonly wants: (type: string) => boolean;
}

const batch = 200;

/**
 * Hands waiting events to the queues: rows are claimed with SKIP LOCKED, queued, then cleared, all in
 * one transaction. A crash in between queues the same job id again, which the queue ignores.
 * Returns how many events were taken.
 */
export async function relayEvents(
  dataSource: DataSource,
  queues: Queues,
  consumers: readonly EventConsumer[],
): Promise<number> {
  return dataSource.transaction(async (manager) => {
    const claimed: { organisation_id: Id; event_id: Id; type: string }[] = await manager.query(
      'select * from consilium_claim_outbox($1)',
      [batch],
    );
    if (claimed.length === 0) return 0;
    await queues.add(
      claimed.flatMap((row) =>
        consumers
          .filter((consumer) => consumer.wants(row.type))
          .map((consumer) => ({
            name: 'event.deliver' as const,
            id: `${row.event_id}-${consumer.name}`,
            payload: {
              organisationId: row.organisation_id,
              eventId: row.event_id,
              type: row.type,
              consumer: consumer.name,
            },
          })),
      ),
    );
    await manager.query('select consilium_clear_outbox($1)', [claimed.map((row) => row.event_id)]);
    return claimed.length;
  });
}

/** Repeats a task until stopped: at once while it finds work, else after a pause or a nudge. */
export class Repeating {
  private stopped = false;
  private wake: (() => void) | null = null;
  private running: Promise<void> = Promise.resolve();

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
      } catch (error) {
        this.logger.error({ err: error, task: this.name }, 'a repeating task failed');
      }
      if (found === 0 && !this.stopped) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
      const timer = setTimeout(finish, this.pauseMs);
      this.wake = finish;
    });
  }
}

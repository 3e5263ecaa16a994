import {
  createPostgresBackend,
  Queue,
  UnrecoverableError,
  withBackend,
  Worker,
  type ConnectionOptions,
} from 'bullmq';
import type { Logger } from 'pino';
import { within } from '../faults';
import {
  jobPlans,
  queueNames,
  retention,
  waitAfter,
  type JobName,
  type Jobs,
  type QueueName,
} from './jobs';

export interface QueueOptions {
  /** Redis when given, else tables in the schema `bullmq` of the product's own database. */
  readonly redisUrl?: string | undefined;
  readonly ownerUrl: string;
  /** How soon a job whose worker died is given to another; the defaults unless a test is in a hurry. */
  readonly recovery?: { readonly lockMs: number; readonly checkMs: number };
}

/** A live worker renews its hold on a job at half this time; without renewal the job is free again. */
const recovery = { lockMs: 15_000, checkMs: 5_000 } as const;

/** How often the death of its worker may interrupt a job before it counts as failed. */
const mostInterruptions = 20;

/** A job to add; the same id is added once while the job is known. */
export interface JobOrder<N extends JobName = JobName> {
  readonly name: N;
  readonly id: string;
  readonly payload: Jobs[N];
}

export type JobHandlers = {
  readonly [N in JobName]: (
    payload: Jobs[N],
    progress: (value: object) => Promise<void>,
  ) => Promise<void>;
};

const backend = withBackend(createPostgresBackend);
const postgres = (options: QueueOptions) => ({
  connectionString: options.ownerUrl,
  schema: 'bullmq',
  max: 3,
  migrate: true,
});
const redis = (url: string): ConnectionOptions =>
  ({ url, maxRetriesPerRequest: null }) as ConnectionOptions;
/** Whoever adds jobs would rather hear at once that the store is away than wait for it. */
const impatientRedis = (url: string): ConnectionOptions =>
  ({ url, maxRetriesPerRequest: 1, connectTimeout: 3_000 }) as ConnectionOptions;
/** Longest wait for the store when jobs are added or looked for. */
const answerWithinMs = 5_000;

/** Thrown by a handler that will never succeed: the job is not tried again. */
export class GivenUp extends UnrecoverableError {}

/** Puts jobs on the queues. The only face of BullMQ besides the workers. */
export class Queues {
  private readonly queues: ReadonlyMap<
    QueueName,
    Pick<Queue, 'addBulk' | 'close' | 'waitUntilReady' | 'getJobCounts' | 'getJobState' | 'remove'>
  >;

  constructor(options: QueueOptions, logger: Logger) {
    this.queues = new Map(
      queueNames.map((name) => {
        const queue = options.redisUrl
          ? new Queue(name, { connection: impatientRedis(options.redisUrl) })
          : new backend.Queue(name, { connection: postgres(options) });
        // Its connections come back by themselves; unheard, it would write to the console.
        queue.on('error', (error: Error) => logger.warn({ err: error }, 'queue connection'));
        return [name, queue];
      }),
    );
  }

  async ready(): Promise<void> {
    // One after the other: the first one brings the queue tables up to date.
    for (const queue of this.queues.values()) await queue.waitUntilReady();
  }

  async add(orders: readonly JobOrder[]): Promise<void> {
    for (const [name, queue] of this.queues) {
      const mine = orders.filter((order) => jobPlans[order.name].queue === name);
      if (mine.length === 0) continue;
      const bulk = queue.addBulk(
        mine.map((order) => ({
          name: order.name,
          data: order.payload,
          opts: {
            jobId: order.id,
            attempts: jobPlans[order.name].attempts,
            backoff: { type: 'custom' },
            ...retention,
          },
        })),
      );
      await within(bulk, answerWithinMs);
    }
  }

  /** Ids among these of jobs that failed for good in the queue, while it remembers them. */
  async spent(orders: readonly JobOrder[]): Promise<ReadonlySet<string>> {
    const states = await this.statesOf(orders);
    return new Set(orders.filter(({ id }) => states.get(id) === 'failed').map(({ id }) => id));
  }

  /**
   * Sees to it that these jobs will run: what the queue does not know is added, what it takes for
   * done or given up begins anew, what waits or runs is left alone.
   */
  async demand(orders: readonly JobOrder[]): Promise<void> {
    const states = await this.statesOf(orders);
    const over = orders.filter(({ id }) => ['completed', 'failed'].includes(states.get(id) ?? ''));
    for (const order of over) {
      await within(this.queueOf(order).remove(order.id), answerWithinMs);
    }
    const absent = orders.filter(({ id }) => states.get(id) === 'unknown');
    await this.add([...absent, ...over]);
  }

  /** Rejects when the queues' store does not answer. */
  async reach(): Promise<void> {
    for (const queue of this.queues.values()) await queue.getJobCounts('waiting');
  }

  private queueOf(order: JobOrder) {
    return this.queues.get(jobPlans[order.name].queue)!;
  }

  private async statesOf(orders: readonly JobOrder[]): Promise<ReadonlyMap<string, string>> {
    const look = orders.map(
      async (order) => [order.id, await this.queueOf(order).getJobState(order.id)] as const,
    );
    return new Map(await within(Promise.all(look), answerWithinMs));
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }
}

/** Runs the handlers of all queues in this process until closed. */
export async function startWorkers(
  options: QueueOptions,
  handlers: JobHandlers,
  logger: Logger,
): Promise<{ close(): Promise<void> }> {
  const process = async (job: {
    name: string;
    id?: string | undefined;
    data: unknown;
    updateProgress(value: object): Promise<void>;
  }): Promise<void> => {
    const handler = handlers[job.name as JobName] as
      ((payload: unknown, progress: (value: object) => Promise<void>) => Promise<void>) | undefined;
    if (!handler) throw new Error(`no handler for the job ${job.name}`);
    await handler(job.data, (value) => job.updateProgress(value));
  };
  const { lockMs, checkMs } = options.recovery ?? recovery;
  const workers: { close(): Promise<void> }[] = [];
  for (const name of queueNames) {
    const settings = {
      concurrency: name === 'reports' ? 1 : 8,
      lockDuration: lockMs,
      stalledInterval: checkMs,
      maxStalledCount: mostInterruptions,
      settings: {
        backoffStrategy: (
          failures: number,
          _type?: string,
          _error?: Error,
          job?: { name: string },
        ) => waitAfter((job?.name ?? 'event.deliver') as JobName, failures),
      },
    };
    const worker = options.redisUrl
      ? new Worker(name, process, { connection: redis(options.redisUrl), ...settings })
      : new backend.Worker(name, process, { connection: postgres(options), ...settings });
    worker.on(
      'failed',
      (
        job: { name: string; id?: string | undefined; attemptsMade: number } | undefined,
        error: Error,
      ) =>
        logger.error(
          { err: error, job: job?.name, id: job?.id, attempt: job?.attemptsMade },
          'a job failed',
        ),
    );
    worker.on('error', (error: Error) =>
      logger.warn({ err: error, queue: name }, 'queue connection'),
    );
    await worker.waitUntilReady();
    workers.push(worker);
  }
  return {
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

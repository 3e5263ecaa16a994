import type { Id } from '@consilium/domain/kernel';

/**
 * Every job of the product and what it carries: identifiers only. A worker refuses to start when a
 * job has no handler.
 */
export interface Jobs {
  /** One event, for one consumer. */
  'event.deliver': { organisationId: Id; eventId: Id; type: string; consumer: string };
  /** One attempt to send a mail; the mail's row says when the next one is due. */
  'mail.send': { organisationId: Id; mailId: Id; attempt: number };
  /** One attempt to make the report that was asked for; may come again, also for one that is ready. */
  'report.build': { organisationId: Id; reportId: Id; attempt: number };
}
export type JobName = keyof Jobs;

/** Names of the queues; each has its own connections, so there are few. */
export const queueNames = ['deliveries', 'reports'] as const;
export type QueueName = (typeof queueNames)[number];

interface JobPlan {
  readonly queue: QueueName;
  readonly attempts: number;
  /** First wait before another attempt; doubles with each, up to `longestWaitMs`. */
  readonly backoffMs: number;
}

/** Longest wait between two attempts: how long after an outage the last of them may come. */
export const longestWaitMs = 5 * 60_000;

export const jobPlans = {
  // About a week of attempts: a database that is away for a night must cost time and nothing more. They
  // are counted beside the delivery, so that a queue that forgets does not begin anew with a poison job.
  'event.deliver': { queue: 'deliveries', attempts: 2_000, backoffMs: 500 },
  'mail.send': { queue: 'deliveries', attempts: 3, backoffMs: 2_000 },
  // One at a time: the row of the report says when to try again, whatever the queue remembers.
  'report.build': { queue: 'reports', attempts: 1, backoffMs: 1_000 },
} as const satisfies Record<JobName, JobPlan>;

/** How long after its nth failure a job is tried again. */
export const waitAfter = (name: JobName, failures: number): number =>
  Math.min(jobPlans[name].backoffMs * 2 ** Math.min(failures - 1, 30), longestWaitMs);

/** Finished jobs are forgotten soon, failed ones kept for a fortnight so that someone can look. */
export const retention = {
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 14 * 24 * 3_600 },
} as const;

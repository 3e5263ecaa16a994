import type { Id } from '@consilium/domain/kernel';
import { remindersFromHour } from '@consilium/domain/notifications';
import { orphanAfterMs } from '../evidence';
import { sealEvents } from '../platform/events';
import { makePost, queueMails, sendMail } from '../platform/mail';
import { nameOf } from '../platform/faults';
import {
  GivenUp,
  jobPlans,
  noteDelivered,
  noteFailure,
  relayEvents,
  Repeating,
  startWorkers,
  sweepDeliveries,
  type JobHandlers,
  type QueueOptions,
} from '../platform/queues';
import { buildReport, queueReports } from '../reports';
import { consumersOf, type Consumer } from './consumers';
import type { Server } from './server';

/** Safety net behind the nudges; also how long a crash of the nudging process may delay things. */
const pollMs = 1_000;
const sealMs = 2_000;
/** How often deliveries are looked for that the queue has kept for suspiciously long. */
const sweepDeliveriesMs = 5_000;
const remindersMs = 60_000;
/** Results kept for repeats are old after thirty days; once a day they are dropped. */
const forgetMs = 24 * 3_600_000;
/** Files that rows tell of are swept hourly; the whole store is gone through once a day. */
const sweepMs = 3_600_000;
const wholeSweepMs = 24 * sweepMs;

export interface BackgroundOptions {
  readonly consumers?: readonly Consumer[];
  readonly recovery?: QueueOptions['recovery'];
  /** How long a delivery is left with the queue; the default unless a test is in a hurry. */
  readonly overdueSeconds?: number;
}

/**
 * Refuses handlers that would leave work lying: a job without one, a handler for no job, or two
 * consumers of one name, which would share their jobs.
 */
export function refuseGaps(handlers: Partial<JobHandlers>, consumers: readonly Consumer[]): void {
  const jobs = Object.keys(jobPlans);
  const handled = Object.keys(handlers);
  const missing = jobs.filter((name) => !handled.includes(name));
  const unknown = handled.filter((name) => !jobs.includes(name));
  const names = consumers.map(({ name }) => name);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  const faults = [
    ...missing.map((name) => `the job ${name} has no handler`),
    ...unknown.map((name) => `there is a handler for ${name}, which is no job`),
    ...twice.map((name) => `two consumers are called ${name}`),
  ];
  if (faults.length > 0) throw new Error(`The worker cannot start: ${faults.join('; ')}.`);
}

/** Everything that runs without a person asking at that moment; ends what is under way on close. */
export async function startBackground(
  server: Server,
  options: BackgroundOptions = {},
): Promise<{ close(): Promise<void> }> {
  const { unitOfWork, queues, logger, configuration, dataSource } = server;
  const consumers = options.consumers ?? consumersOf(server);
  const post = makePost(configuration);
  const handlers: JobHandlers = {
    'event.deliver': async (job) => {
      const consumer = consumers.find(({ name }) => name === job.consumer);
      if (!consumer) {
        await noteFailure(dataSource, job, 'no such consumer', 0);
        throw new GivenUp(`no consumer is called ${job.consumer}`);
      }
      try {
        await consumer.deliver(job);
      } catch (error) {
        const most = jobPlans['event.deliver'].attempts;
        const aside = await noteFailure(dataSource, job, nameOf(error), most).catch(() => false);
        throw aside ? new GivenUp(nameOf(error)) : error;
      }
      await noteDelivered(dataSource, job);
      mail.nudge();
    },
    'mail.send': (job) => sendMail(unitOfWork, post, logger, job),
    'report.build': (job) => buildReport(server.reportParts, job),
  };
  refuseGaps(handlers, consumers);
  const relay = new Repeating(
    'relay',
    () => relayEvents(dataSource, queues, consumers),
    pollMs,
    logger,
  );
  const sweep = new Repeating(
    'deliveries',
    () => sweepDeliveries(dataSource, queues, options.overdueSeconds),
    sweepDeliveriesMs,
    logger,
  );
  const sealer = new Repeating(
    'sealer',
    async () => {
      const waiting = await dataSource.query<{ consilium_unsealed: Id }[]>(
        'select consilium_unsealed()',
      );
      let sealed = 0;
      for (const { consilium_unsealed: organisationId } of waiting) {
        // One organisation's trouble is not the others'.
        const done = await sealEvents(unitOfWork, organisationId).catch((error: unknown) => {
          logger.error({ err: error, organisationId }, 'events were not sealed');
          return { sealed: 0, strays: [] };
        });
        if (done.strays.length > 0) {
          logger.error(
            { organisationId, events: done.strays },
            'events of the chain had been marked as not sealed: verify the audit chains',
          );
        }
        sealed += done.sealed;
      }
      return sealed;
    },
    sealMs,
    logger,
  );
  const mail = new Repeating('mail', () => queueMails(dataSource, queues), pollMs, logger);
  const reports = new Repeating('reports', () => queueReports(dataSource, queues), pollMs, logger);
  const reminders = new Repeating(
    'reminders',
    async () => {
      const due = await dataSource.query<{ consilium_reminders_due: Id }[]>(
        'select consilium_reminders_due($1)',
        [remindersFromHour],
      );
      for (const { consilium_reminders_due: organisationId } of due) {
        // One organisation's trouble is not the others'.
        await server.reminders.sendDaily(organisationId).catch((error: unknown) => {
          logger.error({ err: error, organisationId }, 'reminders were not written');
        });
      }
      if (due.length > 0) mail.nudge();
      return 0;
    },
    remindersMs,
    logger,
  );
  const sweeps = (name: string, pauseMs: number, organisations: () => Promise<{ id: Id }[]>) =>
    new Repeating(
      name,
      async () => {
        let removed = 0;
        for (const { id } of await organisations()) {
          removed += await server.files.sweepOrphans(id, new Date()).catch((error: unknown) => {
            logger.error({ err: error, organisationId: id }, 'files were not swept');
            return 0;
          });
        }
        return removed;
      },
      pauseMs,
      logger,
    );
  const fileSweep = sweeps('file sweep', sweepMs, () =>
    dataSource.query('select consilium_files_to_sweep($1) as id', [
      new Date(Date.now() - orphanAfterMs),
    ]),
  );
  const storeSweep = sweeps('store sweep', wholeSweepMs, () =>
    dataSource.query('select consilium_organisations() as id'),
  );
  const forgetting = new Repeating(
    'operations',
    async () => {
      const [gone] = await dataSource.query<{ n: number }[]>(
        'select consilium_forget_operations() as n',
      );
      return gone?.n ?? 0;
    },
    forgetMs,
    logger,
  );
  const forgettingAccess = new Repeating(
    'access',
    async () => {
      await server.gate.forgetOld();
      await server.securityLog.forget();
      return 0;
    },
    forgetMs,
    logger,
  );
  const workers = await startWorkers(
    {
      redisUrl: configuration.redisUrl,
      ownerUrl: configuration.database.ownerUrl,
      ...(options.recovery ? { recovery: options.recovery } : {}),
    },
    handlers,
    logger,
  );
  const tasks = [
    relay,
    sweep,
    sealer,
    mail,
    reports,
    reminders,
    fileSweep,
    storeSweep,
    forgetting,
    forgettingAccess,
  ].map((task) => task.start());
  return {
    close: async () => {
      await Promise.all(tasks.map((task) => task.stop()));
      await workers.close();
      post.close();
    },
  };
}

import type { Id } from '@consilium/domain/kernel';
import { sealEvents } from '../platform/events';
import { makePost, sendMail } from '../platform/mail';
import {
  relayEvents,
  Repeating,
  startWorkers,
  type EventConsumer,
  type JobHandlers,
} from '../platform/queues';
import type { Server } from './server';

/** A consumer of events with what it does; delivery is at least once, so effects own a unique key. */
export interface Consumer extends EventConsumer {
  deliver(event: { organisationId: Id; eventId: Id; type: string }): Promise<void>;
}

/** Safety net behind the nudges; also how long a crash of the nudging process may delay things. */
const pollMs = 1_000;
const sealMs = 2_000;

/** Everything that runs without a person asking at that moment; ends what is under way on close. */
export async function startBackground(
  server: Server,
  consumers: readonly Consumer[],
): Promise<{ close(): Promise<void> }> {
  const { unitOfWork, queues, logger, configuration, dataSource } = server;
  const post = makePost(configuration);
  const handlers: JobHandlers = {
    'event.deliver': async (job) => {
      const consumer = consumers.find(({ name }) => name === job.consumer);
      if (!consumer) throw new Error(`no consumer is called ${job.consumer}`);
      await consumer.deliver(job);
      mail.nudge();
    },
    'mail.send': (job) => sendMail(unitOfWork, post, job),
  };
  const relay = new Repeating(
    'relay',
    () => relayEvents(dataSource, queues, consumers),
    pollMs,
    logger,
  );
  const sealer = new Repeating(
    'sealer',
    async () => {
      const waiting = await dataSource.query<{ consilium_unsealed: Id }[]>(
        'select consilium_unsealed()',
      );
      let sealed = 0;
      for (const row of waiting) sealed += await sealEvents(unitOfWork, row.consilium_unsealed);
      return sealed;
    },
    sealMs,
    logger,
  );
  const mail = new Repeating(
    'mail',
    async () => {
      const waiting = await dataSource.query<{ organisation_id: Id; id: Id }[]>(
        'select * from consilium_unsent_mail()',
      );
      await queues.add(
        waiting.map((row) => ({
          name: 'mail.send',
          id: `mail-${row.id}`,
          payload: { organisationId: row.organisation_id, mailId: row.id },
        })),
      );
      return 0;
    },
    pollMs,
    logger,
  );
  const workers = await startWorkers(
    { redisUrl: configuration.redisUrl, ownerUrl: configuration.database.ownerUrl },
    handlers,
    logger,
  );
  const tasks = [relay, sealer, mail].map((task) => task.start());
  return {
    close: async () => {
      await Promise.all(tasks.map((task) => task.stop()));
      await workers.close();
    },
  };
}

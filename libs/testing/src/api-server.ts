import type { Server } from '@consilium/server/composition';
import {
  composeServer,
  consumersOf,
  startBackground,
  type BackgroundOptions,
} from '@consilium/server/composition';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import { createTestDatabase } from './postgres-harness';

export interface TestServer {
  readonly server: Server;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Starts relay, consumers, sealer, mail and queues in this process; stopped with the server. */
  startBackground(options?: BackgroundOptions): Promise<void>;
  /**
   * Hands every waiting event to its consumers here and now, as the relay and the queues would.
   * Returns how many deliveries there were.
   */
  deliver(): Promise<number>;
  close(): Promise<void>;
}

interface WaitingEvent {
  organisation_id: string;
  event_id: string;
  type: string;
}

/** Wired services on a database of their own. */
export async function startTestServer(env: Record<string, string> = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const configuration = parseConfiguration({
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    LOG_LEVEL: 'fatal',
    CONSILIUM_DEMO: '0',
    ...env,
  });
  const server = await composeServer(configuration, 'api');
  let background: { close(): Promise<void> } | null = null;
  return {
    server,
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    startBackground: async (options = {}) => {
      background = await startBackground(server, options);
    },
    deliver: async () => {
      const consumers = consumersOf(server);
      const waiting = await server.dataSource.query<WaitingEvent[]>(
        'select * from consilium_claim_outbox(10000)',
      );
      let deliveries = 0;
      for (const row of waiting) {
        for (const consumer of consumers.filter(({ wants }) => wants(row.type))) {
          const job = {
            organisationId: row.organisation_id,
            eventId: row.event_id,
            type: row.type,
          };
          await consumer.deliver(JSON.parse(JSON.stringify(job)) as typeof job);
          deliveries += 1;
        }
      }
      await server.dataSource.query('select consilium_clear_outbox($1)', [
        waiting.map((row) => row.event_id),
      ]);
      return deliveries;
    },
    close: async () => {
      await background?.close();
      await server.close();
      await database.drop();
    },
  };
}

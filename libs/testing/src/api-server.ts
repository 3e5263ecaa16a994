import type { Server } from '@consilium/server/composition';
import {
  composeServer,
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
  close(): Promise<void>;
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
    close: async () => {
      await background?.close();
      await server.close();
      await database.drop();
    },
  };
}

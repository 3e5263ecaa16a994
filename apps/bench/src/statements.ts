import 'reflect-metadata';
import { Client } from 'pg';
import { parseConfiguration } from '@consilium/server/platform/configuration';
import { composeServer } from '@consilium/server/composition';
import { startApplication } from '@consilium/api/application';
import type { Dataset } from './dataset';
import { operations } from './operations';

/** Round trips to the database for each operation, counted in this process at the driver. */
export async function countStatements(
  database: { ownerUrl: string; appUrl: string },
  folder: string,
  dataset: Dataset,
): Promise<Record<string, number>> {
  const configuration = parseConfiguration({
    DATABASE_URL: database.ownerUrl,
    DATABASE_APP_URL: database.appUrl,
    CONSILIUM_DATA: folder,
    LOG_LEVEL: 'fatal',
    CONSILIUM_DEMO: '0',
  });
  const server = await composeServer(configuration, 'api');
  const application = await startApplication(server, { host: '127.0.0.1', port: 0 });
  const counts: Record<string, number> = {};
  const original = Client.prototype.query;
  try {
    for (const operation of operations) {
      const shot = operation.product(dataset);
      const send = async (): Promise<void> => {
        const { path, headers, body, check } = shot(0);
        const response = await fetch(application.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
        });
        check(response.status, await response.text());
      };
      await send();
      let count = 0;
      Client.prototype.query = function (this: Client, ...parameters: unknown[]) {
        const [first] = parameters;
        const text = typeof first === 'string' ? first : ((first as { text?: string }).text ?? '');
        // Nobody waits for the end of a read: it would fall into the next count.
        if (!/pg_notify|bullmq|^ROLLBACK$/i.test(text)) count += 1;
        return (original as (...all: unknown[]) => unknown).apply(this, parameters);
      } as typeof original;
      await send();
      Client.prototype.query = original;
      counts[operation.name] = count;
    }
  } finally {
    Client.prototype.query = original;
    await application.close();
    await server.close();
  }
  return counts;
}

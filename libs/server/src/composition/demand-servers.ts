import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { ConfigurationError, type DatabaseConfiguration } from '../platform/configuration';
import { troubleBehind, within } from '../platform/faults';
import { connectionFailure } from '../platform/postgres-embedded/connection-failure';

/** How long a process waits for its servers at start: they may be starting as well. */
export interface StartPatience {
  readonly wholeMs: number;
  readonly againAfterMs: number;
}

const usualPatience: StartPatience = { wholeMs: 30_000, againAfterMs: 1_000 };
const answerWithinMs = 5_000;

/**
 * Tries until it succeeds or patience ends; what waiting does not mend is thrown at once.
 *
 * @throws {ConfigurationError} one sentence naming the variable and the server, never the password.
 */
async function demand(
  attempt: () => Promise<unknown>,
  sentence: (error: unknown) => ConfigurationError,
  logger: Pick<Logger, 'warn'>,
  patience: StartPatience,
): Promise<void> {
  const until = Date.now() + patience.wholeMs;
  for (let tries = 0; ; tries += 1) {
    try {
      await within(attempt(), answerWithinMs);
      return;
    } catch (error) {
      if (troubleBehind(error) === null || Date.now() > until) throw sentence(error);
      if (tries === 0) logger.warn(`${sentence(error).message} Waiting for it.`);
      await pause(patience.againAfterMs);
    }
  }
}

export const demandDatabase = (
  connect: () => Promise<unknown>,
  { appUrl, ownerUrl }: Pick<DatabaseConfiguration, 'appUrl' | 'ownerUrl'>,
  logger: Pick<Logger, 'warn'>,
  patience = usualPatience,
): Promise<void> => {
  const place = (url: string): string => new URL(url).host;
  const variable = place(appUrl) === place(ownerUrl) ? 'DATABASE_URL' : 'DATABASE_APP_URL';
  return demand(connect, (error) => connectionFailure(error, variable, appUrl), logger, patience);
};

export async function demandRedis(
  url: string,
  logger: Pick<Logger, 'warn'>,
  patience = usualPatience,
): Promise<void> {
  const { hostname, port } = new URL(url);
  const server = `${hostname}:${port || 6379}`;
  await demand(
    async () => {
      const redis = new Redis(url, {
        lazyConnect: true,
        connectTimeout: 3_000,
        maxRetriesPerRequest: 0,
        retryStrategy: () => null,
      });
      let reason: unknown;
      redis.on('error', (error) => (reason = error));
      try {
        await redis.connect();
        await redis.ping();
      } catch (error) {
        throw reason ?? error;
      } finally {
        redis.disconnect();
      }
    },
    (error) => {
      const { code, message } = Object(error) as { code?: unknown; message?: unknown };
      return new ConfigurationError(
        `REDIS_URL names ${server}, where no Redis can be used (${String(code ?? message)}).`,
      );
    },
    logger,
    patience,
  );
}

import { Redis } from 'ioredis';
import { Pool } from 'pg';
import {
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';

/** Failures allowed for one address or account before waiting. */
const failures = 10;
const perSeconds = 15 * 60;

/** Counts failed sign-ins where all processes see them: in Redis when there is one, else PostgreSQL. */
export function signInLimiter(options: { redisUrl?: string | undefined; appUrl: string }): {
  limiter: RateLimiterAbstract;
  close(): Promise<void>;
} {
  if (options.redisUrl) {
    const redis = new Redis(options.redisUrl, { enableOfflineQueue: false, lazyConnect: false });
    return {
      limiter: new RateLimiterRedis({ storeClient: redis, points: failures, duration: perSeconds }),
      close: async () => redis.disconnect(),
    };
  }
  const pool = new Pool({
    connectionString: options.appUrl,
    max: 2,
    application_name: 'consilium-limits',
  });
  pool.on('error', () => undefined);
  return {
    limiter: new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      points: failures,
      duration: perSeconds,
    }),
    close: () => pool.end(),
  };
}

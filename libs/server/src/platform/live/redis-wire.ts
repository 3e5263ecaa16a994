import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { within } from '../faults';
import { answerWithinMs, beatMs, channel, retryAfterMs, type Wire, type WireEars } from './wire';

/** Between processes that share a Redis server; reconnects by itself, also to another, empty one. */
export function redisWire(url: string, logger: Logger): Wire {
  const settings = {
    lazyConnect: true,
    connectTimeout: 3_000,
    retryStrategy: () => retryAfterMs,
  };
  const sender = new Redis(url, { ...settings, maxRetriesPerRequest: 1 });
  // It subscribes by itself, so that it knows when messages come again.
  const receiver = new Redis(url, {
    ...settings,
    autoResubscribe: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: null,
  });
  let listening = false;
  let ears: WireEars | null = null;
  let warned = false;
  for (const redis of [sender, receiver]) {
    redis.on('error', (error) => {
      if (!warned) logger.warn({ err: error }, 'live connection to Redis');
      warned = true;
    });
  }
  const listen = async (): Promise<void> => {
    await within(receiver.subscribe(channel), answerWithinMs);
    listening = true;
    warned = false;
  };
  const beat = setInterval(() => {
    if (!listening) return;
    within(receiver.ping(), answerWithinMs).catch(() => receiver.disconnect(true));
  }, beatMs);
  beat.unref();

  return {
    async open(given) {
      await Promise.all([sender.connect(), receiver.connect()]);
      receiver.on('message', (_channel, text) => given.message(text));
      await listen();
      ears = given;
      receiver.on('close', () => {
        if (listening) ears?.lost();
        listening = false;
      });
      receiver.on('ready', () => {
        listen().then(
          () => ears?.back(),
          () => receiver.disconnect(true),
        );
      });
    },
    async send(text) {
      await within(sender.publish(channel, text), answerWithinMs);
    },
    async close() {
      ears = null;
      clearInterval(beat);
      receiver.disconnect();
      sender.disconnect();
    },
  };
}

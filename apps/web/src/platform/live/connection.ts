import { createClient, type Client } from 'graphql-ws';
import { signedIn, signedOut } from '../signals';
import { speaker } from '../speaker';
import type { Gap } from './gap';

/** Close code of a live connection whose session has ended. */
const sessionEnded = 4403;
/** Close code of a connection that its other end does not answer on any more. */
const deaf = 4408;
/** A connection closed because nothing listens any more. */
const nobodyListens = 1000;

/** A connection on which nothing was said for this long is asked whether it stands; in milliseconds. */
const askedAfterMs = 12_000;
const answerWithinMs = 5_000;
/**
 * The server tells a new subscription what changed in the seconds before it. What was shown for longer
 * than this without a connection is read again; in milliseconds, well below what the server remembers.
 */
const rememberedMs = 4_000;
/** Longest pause between two attempts to connect, in milliseconds. */
const longestPauseMs = 2_000;

/** The pause before attempt `retries`; ends at once when the network is back. */
const pauseBefore = (retries: number): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const pause = Math.min(longestPauseMs, 500 * 2 ** retries) + Math.random() * 1_000;
    const timer = setTimeout(go, pause);
    window.addEventListener('online', go);
  });

/** The live connection of one organisation's pages; it comes back by itself and tells of each gap. */
export function liveConnection(path: string, organisation: string | undefined, gap: Gap): Client {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let heard = new Date();
  /** When pages began to wait for the connection. */
  let wanted = heard;
  /** A connection was lost or could not be made: news may have been missed since. */
  let cut = false;
  let socket: WebSocket | null = null;
  let turn = speaker.turn();
  let session: Promise<void> = Promise.resolve();
  let silence: ReturnType<typeof setTimeout> | undefined;
  let attempt: ReturnType<typeof setTimeout> | undefined;
  const hear = (): void => {
    heard = new Date();
    clearTimeout(silence);
  };
  return createClient({
    url: url.href,
    connectionParams: organisation ? { organisation } : {},
    lazy: true,
    keepAlive: askedAfterMs,
    connectionAckWaitTimeout: answerWithinMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: async (retries) => {
      await session;
      await pauseBefore(retries);
    },
    shouldRetry: () => true,
    on: {
      connecting: (again) => {
        // Pages begin to read and to listen together.
        if (!again) heard = wanted = new Date();
        clearTimeout(attempt);
        attempt = setTimeout(() => gap.begin(heard), answerWithinMs);
      },
      opened: (opened) => {
        socket = opened as WebSocket;
        turn = speaker.turn();
      },
      connected: () => {
        clearTimeout(attempt);
        hear();
        if (cut || heard.getTime() - wanted.getTime() > rememberedMs) gap.over();
        cut = false;
      },
      message: hear,
      ping: (received) => {
        if (received) return;
        silence = setTimeout(() => socket?.close(deaf, 'no answer'), answerWithinMs);
      },
      closed: (event) => {
        clearTimeout(silence);
        clearTimeout(attempt);
        const code = (event as { code?: number }).code;
        if (code === nobodyListens) return;
        cut = true;
        // An earlier session's end, told after the person was back, is only a connection that is gone.
        if (code === sessionEnded && turn === speaker.turn()) {
          // Whoever signs in next has the subscriptions of the pages that are still there.
          session = new Promise((resolve) => {
            const stop = signedIn.listen(() => {
              stop();
              resolve();
            });
          });
          signedOut.emit();
        } else gap.begin(heard);
      },
    },
  });
}

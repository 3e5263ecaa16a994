import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '@consilium/domain/kernel';
import type { LiveBus, LiveNews, LiveSignal } from '@consilium/server/platform/live';

/** What a message of a subscription is about. */
export const LiveKind = {
  changed: 'changed',
  again: 'again',
  away: 'away',
} as const satisfies Record<LiveNews | 'changed', string>;
export type LiveKind = keyof typeof LiveKind;

registerEnumType(LiveKind, {
  name: 'LiveKind',
  valuesMap: {
    changed: { description: 'What the other fields say has changed.' },
    again: {
      description: 'Messages may have been lost: read again whatever is shown. The rest is empty.',
    },
    away: {
      description:
        'No messages come at present: what is shown may be old. `again` follows. The rest is empty.',
    },
  },
});

/** What every subscription tells besides its own news. */
@ObjectType({ isAbstract: true })
export class LiveMessage {
  @Field(() => LiveKind, { description: 'Whether this is news, or word that some were missed.' })
  live: LiveKind;
}

/**
 * Signals of one organisation for a subscription, in batches: what arrives while the reader works on
 * a batch makes the next one. `shape` turns a batch into what is sent, or into null for nothing; an
 * empty batch, when signals may have been lost or are being lost, is `nothing` instead. Unlike a
 * generator it lets go of the bus at once when the client leaves.
 */
export function signalsAs<T extends object>(
  live: Pick<LiveBus, 'subscribe' | 'onNews'>,
  organisationId: Id,
  wanted: (signal: LiveSignal) => boolean,
  shape: (batch: readonly LiveSignal[]) => Promise<T | null>,
  nothing: () => T,
): AsyncIterableIterator<T & LiveMessage> {
  let waiting: LiveSignal[] = [];
  let news: LiveNews | null = null;
  let wake: (() => void) | null = null;
  let over = false;
  const leave = [
    live.subscribe(organisationId, (signal) => {
      if (!wanted(signal)) return;
      waiting.push(signal);
      wake?.();
    }),
    live.onNews((heard) => {
      news = heard;
      wake?.();
    }),
  ];
  const end = (): void => {
    over = true;
    leave.forEach((stop) => stop());
    wake?.();
  };
  const iterator: AsyncIterableIterator<T & LiveMessage> = {
    async next() {
      for (;;) {
        while (waiting.length === 0 && news === null && !over) {
          await new Promise<void>((resolve) => (wake = resolve));
          wake = null;
        }
        if (over) return { done: true, value: undefined };
        if (news) {
          const told = news;
          news = null;
          // Whoever reads everything again needs no list of what changed before.
          if (told === 'again') waiting = [];
          return { done: false, value: { ...nothing(), live: told } };
        }
        const batch = waiting;
        waiting = [];
        const value = await shape(batch);
        if (value !== null && !over) return { done: false, value: { ...value, live: 'changed' } };
      }
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

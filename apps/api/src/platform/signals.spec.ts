import { EventEmitter } from 'node:events';
import type { LiveNews, LiveSignal } from '@consilium/server/platform/live';
import { signalsAs } from './signals';

const organisationId = 'o1';
const signal = (topic: string, id: string): LiveSignal => ({ organisationId, topic, id });

function bus() {
  const events = new EventEmitter();
  return {
    events,
    live: {
      subscribe: (organisation: string, listener: (given: LiveSignal) => void) => {
        events.on(organisation, listener);
        return () => events.off(organisation, listener);
      },
      onNews: (listener: (news: LiveNews) => void) => {
        events.on('news', listener);
        return () => events.off('news', listener);
      },
    },
  };
}

describe('signals for a subscription', () => {
  it('come in batches, wanted ones only, and none when there is nothing to say', async () => {
    const { events, live } = bus();
    const batches = signalsAs(
      live,
      organisationId,
      ({ topic }) => topic === 'wanted',
      async (batch) => (batch.length > 1 ? { ids: batch.map(({ id }) => id) } : null),
      () => ({ ids: [] as (string | null | undefined)[] }),
    );
    const first = batches.next();
    events.emit(organisationId, signal('other', '0'));
    events.emit(organisationId, signal('wanted', '1'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    events.emit(organisationId, signal('wanted', '2'));
    events.emit(organisationId, signal('wanted', '3'));
    expect(await first).toEqual({ done: false, value: { ids: ['2', '3'], live: 'changed' } });
    await batches.return?.();
  });

  it('let go of the bus at once when the client leaves, even while waiting', async () => {
    const { events, live } = bus();
    const batches = signalsAs(
      live,
      organisationId,
      () => true,
      async () => ({}),
      () => ({}),
    );
    const waiting = batches.next();
    expect(events.listenerCount(organisationId)).toBe(1);
    await batches.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(events.listenerCount(organisationId)).toBe(0);
    expect(events.listenerCount('news')).toBe(0);
  });

  it('say that some were lost, the latest word only, instead of what was waiting', async () => {
    const { events, live } = bus();
    const told = signalsAs(
      live,
      organisationId,
      () => true,
      async (batch) => ({ n: batch.length }),
      () => ({ n: 0 }),
    );
    events.emit('news', 'away');
    expect((await told.next()).value).toEqual({ n: 0, live: 'away' });
    events.emit(organisationId, signal('t', '1'));
    events.emit('news', 'away');
    events.emit('news', 'again');
    expect((await told.next()).value).toEqual({ n: 0, live: 'again' });
    events.emit(organisationId, signal('t', '2'));
    expect((await told.next()).value).toEqual({ n: 1, live: 'changed' });
    await told.return?.();
  });
});

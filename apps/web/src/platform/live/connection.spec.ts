import { jest } from '@jest/globals';
import { Gap } from './gap';
import { liveConnection } from './connection';

/** The far end of a socket, as far as the protocol asks it. */
class FarSocket {
  static answers: 'at once' | 'refused' | 'never' = 'at once';
  static readonly made: FarSocket[] = [];
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  onopen?: () => void;
  onmessage?: (message: { data: string }) => void;
  onclose?: (event: { code: number; reason: string; wasClean: boolean }) => void;
  readonly protocol = 'graphql-transport-ws';
  readyState = FarSocket.CONNECTING;

  constructor() {
    FarSocket.made.push(this);
    if (FarSocket.answers === 'at once') void Promise.resolve().then(() => this.open());
    if (FarSocket.answers === 'refused') void Promise.resolve().then(() => this.close(1006));
  }
  open(): void {
    this.readyState = FarSocket.OPEN;
    this.onopen?.();
  }
  send(text: string): void {
    const { type } = JSON.parse(text) as { type: string };
    if (type !== 'connection_init') return;
    setTimeout(() => this.onmessage?.({ data: '{"type":"connection_ack"}' }), 10);
  }
  close(code: number): void {
    this.readyState = FarSocket.CLOSED;
    this.onclose?.({ code, reason: '', wasClean: code === 1000 });
  }
}

describe('the first connection of a page', () => {
  let reads: number;
  let gap: Gap;
  let dispose: () => void;
  const before = globalThis.WebSocket;

  const listen = () => {
    const connection = liveConnection('/graphql', 'chu', gap);
    connection.subscribe(
      { query: 'subscription { inboxChanged { live } }' },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    dispose = () => void connection.dispose();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    Object.assign(globalThis, { WebSocket: FarSocket });
    reads = 0;
    gap = new Gap({
      readAgain: async () => void (reads += 1),
      now: () => new Date(),
      random: () => 0,
    });
  });
  afterEach(() => {
    dispose();
    gap.forget();
    jest.useRealTimers();
    Object.assign(globalThis, { WebSocket: before });
  });

  it('made at once has nothing read again', async () => {
    FarSocket.answers = 'at once';
    listen();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(FarSocket.made).toHaveLength(1);
    expect(reads).toBe(0);
    expect(gap.awaySince()).toBeNull();
  });

  it('refused for a while is told, and has all read again once it is made', async () => {
    FarSocket.answers = 'refused';
    const opened = new Date();
    listen();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(gap.awaySince()).toEqual(opened);
    expect(reads).toBe(0);
    FarSocket.answers = 'at once';
    await jest.advanceTimersByTimeAsync(5_000);
    expect(reads).toBe(1);
    expect(gap.awaySince()).toBeNull();
  });

  it('that nobody answers is told as well; made late, it has all read again', async () => {
    FarSocket.answers = 'never';
    const opened = new Date();
    listen();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(gap.awaySince()).toEqual(opened);
    FarSocket.made.at(-1)?.open();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(reads).toBe(1);
    expect(gap.awaySince()).toBeNull();
  });

  it('made within a few seconds needs no other reading: the server tells of these', async () => {
    FarSocket.answers = 'never';
    listen();
    await jest.advanceTimersByTimeAsync(3_000);
    FarSocket.made.at(-1)?.open();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(reads).toBe(0);
  });
});

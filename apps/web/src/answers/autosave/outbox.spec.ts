import { jest } from '@jest/globals';
import type { Attempt, ServerAnswer, Words } from './draft';
import { memoryDrafts, type DraftsStore, type Place } from './drafts-store';
import { Outbox, pauseMs, type SendResult } from './outbox';

const owner = { person: 'anne', organisation: 'chu' };
const place = (questionKey: string, changes: Partial<Place> = {}): Place => ({
  ...owner,
  evaluationId: 'e',
  partId: 'p',
  questionKey,
  siteId: null,
  onBehalfOf: null,
  contentHash: 'h',
  ...changes,
});
const words = (value: string): Words => ({ state: 'value', value, comment: '' });
const nothing = { words: { state: 'empty', value: null, comment: '' } as Words, version: 0 };
const answer = (attempt: Attempt): ServerAnswer => ({
  ...attempt.words,
  id: 'a',
  version: attempt.baseVersion + 1,
  authorName: 'Anne',
  onBehalfOfName: null,
  updatedAt: '2026-11-24T10:00:00.000Z',
});

describe('the outbox', () => {
  let sent: { key: string; attempt: Attempt }[];
  let reply: (attempt: Attempt) => SendResult | Promise<SendResult>;
  let store: DraftsStore;
  let clock: number;
  let operations: number;
  const open = (who = owner) =>
    new Outbox(who, {
      store,
      send: async ({ questionKey }, attempt) => {
        sent.push({ key: questionKey, attempt });
        return reply(attempt);
      },
      newOperationId: () => `o${(operations += 1)}`,
      now: () => new Date((clock += 1000)),
    });

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    store = memoryDrafts();
    clock = 0;
    operations = 0;
    reply = (attempt) => ({ kind: 'saved', answer: answer(attempt) });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('sends after a pause, or at once when the field is left', async () => {
    const outbox = open();
    outbox.typed(place('q'), words('a'), nothing);
    await jest.advanceTimersByTimeAsync(pauseMs - 1);
    outbox.typed(place('q'), words('ab'), nothing);
    await jest.advanceTimersByTimeAsync(pauseMs - 1);
    expect(sent).toHaveLength(0);
    expect(await store.of('anne', 'chu')).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(sent.map(({ attempt }) => attempt.words)).toEqual([words('ab')]);
    expect(await store.of('anne', 'chu')).toHaveLength(0);
    outbox.typed(place('q'), words('abc'), { words: words('ab'), version: 1 });
    outbox.left(place('q'));
    await jest.advanceTimersByTimeAsync(0);
    expect(sent[1]?.attempt).toMatchObject({ baseVersion: 1, words: words('abc') });
  });

  it('has one attempt under way for each question, and follows it with the newer words', async () => {
    let release: (result: SendResult) => void = () => undefined;
    reply = () => new Promise((resolve) => (release = resolve));
    const outbox = open();
    outbox.typed(place('q'), words('a'), nothing);
    outbox.left(place('q'));
    outbox.typed(place('q'), words('ab'), nothing);
    outbox.left(place('q'));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(1);
    const [first] = sent;
    if (!first) throw new Error('nothing was sent');
    reply = (attempt) => ({ kind: 'saved', answer: answer(attempt) });
    release({ kind: 'saved', answer: answer(first.attempt) });
    await jest.advanceTimersByTimeAsync(pauseMs);
    expect(sent[1]?.attempt).toMatchObject({ baseVersion: 1, words: words('ab') });
    expect(outbox.pending()).toEqual([]);
  });

  it('keeps everything while offline and sends it in order, each once, with the first operation', async () => {
    reply = () => ({ kind: 'unreachable', why: 'network' });
    const outbox = open();
    for (const key of ['q1', 'q2', 'q3']) {
      outbox.typed(place(key), words(key), nothing);
      outbox.left(place(key));
      await jest.advanceTimersByTimeAsync(0);
    }
    const before = new Map(sent.map(({ key, attempt }) => [key, attempt.operationId]));
    expect(outbox.pending().map(({ draft }) => draft.status)).toEqual(Array(3).fill('waiting'));
    outbox.close();

    sent = [];
    reply = (attempt) => ({ kind: 'saved', answer: answer(attempt) });
    const later = open();
    await later.open();
    expect(sent.map(({ key }) => key)).toEqual(['q1', 'q2', 'q3']);
    for (const { key, attempt } of sent) expect(attempt.operationId).toBe(before.get(key));
    expect(await store.of('anne', 'chu')).toEqual([]);
  });

  it('never sends another person’s words', async () => {
    reply = () => ({ kind: 'unreachable', why: 'network' });
    const anne = open();
    anne.typed(place('q'), words('à moi'), nothing);
    anne.left(place('q'));
    await jest.advanceTimersByTimeAsync(0);
    anne.close();
    sent = [];
    const bob = open({ person: 'bob', organisation: 'chu' });
    await bob.open();
    expect(sent).toEqual([]);
    expect(await store.of('anne', 'chu')).toHaveLength(1);
  });

  it('tries an unreachable server again by itself, but not under a lost session', async () => {
    reply = () => ({ kind: 'unreachable', why: 'server' });
    const outbox = open();
    outbox.typed(place('q'), words('a'), nothing);
    outbox.left(place('q'));
    await jest.advanceTimersByTimeAsync(0);
    reply = () => ({ kind: 'unreachable', why: 'session' });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sent).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(300_000);
    expect(sent).toHaveLength(2);
  });

  it('holds refused words until they are let go', async () => {
    reply = () => ({ kind: 'refused', refusal: { code: 'part_submitted' } });
    const outbox = open();
    outbox.typed(place('q'), words('trop tard'), nothing);
    outbox.left(place('q'));
    await jest.advanceTimersByTimeAsync(0);
    expect(outbox.pending()).toMatchObject([
      { draft: { status: 'refused', words: words('trop tard') } },
    ]);
    expect(await outbox.settle('p')).toBe(false);
    outbox.discard(place('q'));
    expect(outbox.pending()).toEqual([]);
    expect(await store.of('anne', 'chu')).toEqual([]);
  });

  it('settles a part: what is typed is sent before it is handed in', async () => {
    const outbox = open();
    outbox.typed(place('q1'), words('a'), nothing);
    outbox.typed(place('q2', { partId: 'other' }), words('b'), nothing);
    const settled = outbox.settle('p');
    await jest.advanceTimersByTimeAsync(0);
    expect(await settled).toBe(true);
    expect(sent.map(({ key }) => key)).toEqual(['q1']);
  });
});

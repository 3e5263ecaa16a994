import { jest } from '@jest/globals';
import type { ApolloClient } from '@apollo/client';
import { memoryDevice, type Device } from './device';
import { wordsOf, type Attempt } from './draft';
import { Keeper, pauseMs } from './keeper';
import type { Kind, SendResult } from './kind';
import type { Windows } from './windows';

interface Words {
  readonly text: string;
}
interface Saved extends Words {
  readonly version: number;
}
interface Place {
  readonly part: string;
  readonly question: string;
}

const anne = { person: 'anne', organisation: 'chu' };
const place = (question: string, part = 'p'): Place => ({ part, question });
const words = (text: string): Words => ({ text });
const nothing = { words: words(''), version: 0 };
const saved = ({ words: { text }, baseVersion }: Attempt<Words>): SendResult<Saved> => ({
  kind: 'saved',
  answer: { text, version: baseVersion + 1 },
});

/** The windows of one browser: closing one tells the others. */
class Browser {
  readonly open = new Set<string>();
  private readonly hearing = new Map<string, () => void>();

  window(own: string): Windows & { close(): void } {
    this.open.add(own);
    return {
      own,
      alive: async () => new Set(this.open),
      onLeft: (listener) => {
        this.hearing.set(own, listener);
        return () => void this.hearing.delete(own);
      },
      close: () => {
        this.open.delete(own);
        this.hearing.delete(own);
        for (const listener of this.hearing.values()) listener();
      },
    };
  }
}

describe('the keeper', () => {
  let sent: { question: string; attempt: Attempt<Words> }[];
  let reply: (attempt: Attempt<Words>) => SendResult<Saved> | Promise<SendResult<Saved>>;
  let device: Device;
  let browser: Browser;
  let clock: number;
  let ids: number;

  const kind: Kind<Place, Words, Saved> = {
    name: 'answer',
    thing: ({ part, question }) => `${part}/${question}`,
    same: (a, b) => a.text === b.text,
    ready: ({ text }) => !text.startsWith('?'),
    send: async (_client, { question }, attempt) => {
      sent.push({ question, attempt });
      return reply(attempt);
    },
    text: ({ text }) => text,
    line: ({ question }) => ({ label: 'kept.things.answer', name: question, path: '' }),
  };
  const open = (own = `w${(ids += 1)}`, who = anne) => {
    const shown = browser.window(own);
    const keeper = new Keeper(who, {
      device,
      windows: shown,
      send: (given, at, attempt) => given.send({} as ApolloClient, at, attempt),
      newId: () => `id${(ids += 1)}`,
      now: () => new Date((clock += 1000)),
    });
    return {
      keeper,
      keep: keeper.of(kind),
      close: () => {
        keeper.close();
        shown.close();
      },
      ready: async () => {
        await keeper.takeUp();
        await keeper.flush();
      },
    };
  };
  const settle = () => jest.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    device = memoryDevice();
    browser = new Browser();
    clock = 0;
    ids = 0;
    reply = saved;
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('sends after a pause, or at once when the field is left', async () => {
    const { keep } = open();
    keep.typed(place('q'), words('a'), nothing);
    await jest.advanceTimersByTimeAsync(pauseMs - 1);
    keep.typed(place('q'), words('ab'), nothing);
    await jest.advanceTimersByTimeAsync(pauseMs - 1);
    expect(sent).toHaveLength(0);
    expect(await device.of(anne)).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(sent.map(({ attempt }) => attempt.words)).toEqual([words('ab')]);
    expect(await device.of(anne)).toHaveLength(0);
    keep.typed(place('q'), words('abc'), { words: words('ab'), version: 1 });
    keep.left(place('q'));
    await settle();
    expect(sent[1]?.attempt).toMatchObject({ baseVersion: 1, words: words('abc') });
  });

  it('has one attempt under way for each thing, and follows it with the newer words', async () => {
    let release: (result: SendResult<Saved>) => void = () => undefined;
    reply = () => new Promise((resolve) => (release = resolve));
    const { keep } = open();
    keep.typed(place('q'), words('a'), nothing);
    keep.left(place('q'));
    keep.typed(place('q'), words('ab'), nothing);
    keep.left(place('q'));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(1);
    reply = saved;
    release(saved(sent[0]!.attempt));
    await jest.advanceTimersByTimeAsync(pauseMs);
    expect(sent[1]?.attempt).toMatchObject({ baseVersion: 1, words: words('ab') });
    expect(keep.pending()).toEqual([]);
  });

  it('keeps everything while offline and sends it in order, each once, with the first operation', async () => {
    reply = () => ({ kind: 'unreachable', why: 'network' });
    const first = open();
    for (const question of ['q1', 'q2', 'q3']) {
      first.keep.typed(place(question), words(question), nothing);
      first.keep.left(place(question));
      await settle();
    }
    const before = new Map(sent.map(({ question, attempt }) => [question, attempt.operationId]));
    expect(first.keep.pending().map(({ draft }) => draft.status)).toEqual(Array(3).fill('waiting'));
    first.close();

    sent = [];
    reply = saved;
    await open().ready();
    expect(sent.map(({ question }) => question)).toEqual(['q1', 'q2', 'q3']);
    for (const { question, attempt } of sent)
      expect(attempt.operationId).toBe(before.get(question));
    expect(await device.of(anne)).toEqual([]);
  });

  it('sends an attempt that was never answered again by itself, under the same operation', async () => {
    reply = () => ({ kind: 'unreachable', why: 'noAnswer' });
    const { keep } = open();
    keep.typed(place('q'), words('a'), nothing);
    keep.left(place('q'));
    await settle();
    expect(keep.draftOf(place('q'))).toMatchObject({ status: 'waiting', why: 'noAnswer' });
    reply = saved;
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sent.map(({ attempt }) => attempt.operationId)).toEqual([
      sent[0]!.attempt.operationId,
      sent[0]!.attempt.operationId,
    ]);
    expect(keep.pending()).toEqual([]);
  });

  it('shows both texts of two windows that were closed without a network, and saves the choice', async () => {
    reply = () => ({ kind: 'unreachable', why: 'network' });
    const one = open('one');
    const two = open('two');
    for (const [{ keep }, text] of [
      [one, 'written first'],
      [two, 'written second'],
    ] as const) {
      keep.typed(place('q'), words(text), nothing);
      keep.left(place('q'));
      await settle();
    }
    one.keeper.close();
    two.keeper.close();
    browser.open.clear();
    expect(await device.of(anne)).toHaveLength(2);

    sent = [];
    reply = saved;
    const later = open('later');
    await later.ready();
    const { keep } = later;
    expect(keep.draftOf(place('q'))).toMatchObject({
      status: 'conflict',
      mine: words('written second'),
      other: { from: 'window', words: words('written first') },
    });
    expect(sent).toEqual([]);
    // Closed before choosing: both are still there.
    later.close();
    const again = open('again');
    await again.ready();
    expect(again.keep.draftOf(place('q'))).toMatchObject({
      status: 'conflict',
      mine: words('written second'),
      other: { from: 'window', words: words('written first') },
    });
    again.keep.resolve(place('q'), words('both'));
    await settle();
    expect(sent.map(({ attempt }) => attempt.words)).toEqual([words('both')]);
    expect(await device.of(anne)).toEqual([]);
  });

  it('asks about three windows one after the other, and not about equal texts', async () => {
    for (const [own, text] of [
      ['one', 'a'],
      ['two', 'b'],
      ['three', 'b'],
      ['four', 'c'],
    ] as const) {
      const { keep, keeper } = open(own);
      keep.typed(place('q'), words(text), nothing);
      keeper.close();
    }
    browser.open.clear();
    const { keep, ready } = open('later');
    await ready();
    const seen: string[] = [];
    for (let draft = keep.draftOf(place('q')); draft.status === 'conflict';) {
      if (draft.other.from === 'window') seen.push(draft.other.words.text);
      keep.resolve(place('q'), draft.mine);
      draft = keep.draftOf(place('q'));
    }
    expect(seen).toEqual(['b', 'a']);
    await settle();
    expect(sent.map(({ attempt }) => attempt.words)).toEqual([words('c')]);
  });

  it('leaves a window that is open its words, and takes them over once it is closed', async () => {
    reply = () => ({ kind: 'unreachable', why: 'network' });
    const one = open('one');
    one.keep.typed(place('q'), words('one'), nothing);
    const two = open('two');
    await two.ready();
    expect(two.keep.draftOf(place('q')).status).toBe('clean');
    one.close();
    await settle();
    expect(wordsOf(two.keep.draftOf(place('q')))).toEqual(words('one'));
  });

  it('takes up what an earlier visit of the same window left', async () => {
    const before = open('one');
    before.keep.typed(place('q'), words('left'), nothing);
    before.keeper.close();
    const { ready } = open('one');
    await ready();
    expect(sent.map(({ attempt }) => attempt.words)).toEqual([words('left')]);
  });

  it('gives what is left to one of two windows that open together', async () => {
    const gone = open('gone');
    gone.keep.typed(place('q'), words('left'), nothing);
    gone.close();
    const one = open('one');
    const two = open('two');
    await Promise.all([one.ready(), two.ready()]);
    expect(sent).toHaveLength(1);
  });

  it('never draws another text in while somebody types; it is met afterwards', async () => {
    const here = open('here');
    await here.ready();
    here.keep.typed(place('q'), words('here'), nothing);
    const there = open('there');
    there.keep.typed(place('q'), words('there'), nothing);
    reply = ({ words: { text }, baseVersion, operationId }) =>
      baseVersion === 0 && sent[0]?.attempt.operationId !== operationId
        ? { kind: 'conflict', theirs: { text: 'here', version: 1 } }
        : saved({ words: { text }, baseVersion, operationId, declined: [] });
    there.close();
    await settle();
    expect(here.keep.draftOf(place('q'))).toMatchObject({ status: 'typing', words: words('here') });
    await jest.advanceTimersByTimeAsync(pauseMs + 1);
    expect(here.keep.draftOf(place('q'))).toMatchObject({
      status: 'conflict',
      mine: words('there'),
      other: { from: 'server', saved: { text: 'here' } },
    });
  });

  it('never sends another person’s words, nor shows them', async () => {
    reply = () => ({ kind: 'unreachable', why: 'network' });
    const mine = open('one');
    mine.keep.typed(place('q'), words('à moi'), nothing);
    mine.keep.left(place('q'));
    await settle();
    mine.close();
    sent = [];
    const bob = open('two', { person: 'bob', organisation: 'chu' });
    await bob.ready();
    expect(sent).toEqual([]);
    expect(bob.keeper.pending()).toEqual([]);
    expect(await device.of(anne)).toHaveLength(1);
  });

  it('waits under an ended session, and sends when the person is back', async () => {
    reply = () => ({ kind: 'unreachable', why: 'server' });
    const { keep, keeper } = open();
    keep.typed(place('q'), words('a'), nothing);
    keep.left(place('q'));
    await settle();
    reply = () => ({ kind: 'unreachable', why: 'session' });
    await jest.advanceTimersByTimeAsync(2_000);
    expect(sent).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(300_000);
    expect(sent).toHaveLength(2);
    reply = saved;
    await keeper.flush();
    expect(new Set(sent.map(({ attempt }) => attempt.operationId)).size).toBe(1);
    expect(keep.pending()).toEqual([]);
  });

  it('holds refused words in the tray until they are let go', async () => {
    reply = () => ({ kind: 'refused', refusal: { code: 'part_submitted' } });
    const { keep, keeper } = open();
    keep.typed(place('q'), words('trop tard'), nothing);
    keep.left(place('q'));
    await settle();
    expect(keeper.outOfSight()).toMatchObject([
      { draft: { status: 'refused', words: words('trop tard') } },
    ]);
    expect(await keep.settle(({ part }) => part === 'p')).toBe(false);
    keeper.discard(keeper.outOfSight()[0]!);
    expect(keeper.pending()).toEqual([]);
    expect(await device.of(anne)).toEqual([]);
  });

  it('keeps what cannot be sent yet, and names it where no page shows it', async () => {
    const { keep, keeper } = open();
    const leave = keeper.look(kind, place('q'));
    keep.typed(place('q'), words('?'), nothing);
    keep.left(place('q'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual([]);
    expect(keeper.outOfSight()).toEqual([]);
    leave();
    expect(keeper.outOfSight()).toHaveLength(1);
    expect(await device.of(anne)).toHaveLength(1);
  });

  it('settles some things: what is typed about them is sent first', async () => {
    const { keep } = open();
    keep.typed(place('q1'), words('a'), nothing);
    keep.typed(place('q2', 'other'), words('b'), nothing);
    const settled = keep.settle(({ part }) => part === 'p');
    await settle();
    expect(await settled).toBe(true);
    expect(sent.map(({ question }) => question)).toEqual(['q1']);
  });

  it('sends what was left of a kind once its room is known', async () => {
    const gone = open('gone');
    gone.keep.typed(place('q'), words('left'), nothing);
    gone.close();
    const shown = browser.window('later');
    const keeper = new Keeper(anne, {
      device,
      windows: shown,
      send: (given, at, attempt) => given.send({} as ApolloClient, at, attempt),
      newId: () => `id${(ids += 1)}`,
      now: () => new Date(),
    });
    await keeper.takeUp();
    await keeper.flush();
    expect(sent).toEqual([]);
    keeper.serve(kind);
    await settle();
    expect(sent).toHaveLength(1);
  });
});

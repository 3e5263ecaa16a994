import fc from 'fast-check';
import { clean, step as stepOf, wordsOf, type Draft, type DraftEvent, type Step } from './draft';

interface Words {
  readonly text: string;
}
interface Saved extends Words {
  readonly version: number;
  readonly by: string;
}
type TextDraft = Draft<Words, Saved>;
type Event = DraftEvent<Words, Saved>;

const sameWords = (a: Words, b: Words): boolean => a.text === b.text;
const step = (draft: TextDraft, event: Event): Step<Words, Saved> =>
  stepOf({ same: sameWords }, draft, event);
const words = (text: string): Words => ({ text });
const empty = words('');
const answer = (text: string, version: number): Saved => ({ text, version, by: 'Anne' });
const typed = (text: string, version = 0): Event => ({
  type: 'typed',
  words: words(text),
  known: empty,
  version,
});
const since = '2026-11-30T09:00:00.000Z';
const met = (text: string): Event => ({ type: 'met', words: words(text), since });
const run = (...events: Event[]): TextDraft =>
  events.reduce<TextDraft>((draft, event) => step(draft, event).draft, clean);

describe('words about one thing on their way to the server', () => {
  it('waits for a pause, then sends once', () => {
    expect(step(clean, typed('a')).command).toBe('schedule');
    const sent = step(run(typed('a'), typed('ab')), { type: 'due', operationId: 'o1' });
    expect(sent).toEqual({
      command: 'send',
      draft: {
        status: 'sending',
        attempt: { operationId: 'o1', baseVersion: 0, words: words('ab'), declined: [] },
        newer: null,
      },
    });
    expect(step(sent.draft, { type: 'due', operationId: 'o2' }).command).toBeNull();
  });

  it('sends what was typed meanwhile after the answer, from the new version', () => {
    const draft = run(typed('a'), { type: 'due', operationId: 'o1' }, typed('abc'));
    const after = step(draft, { type: 'saved', answer: answer('a', 1) });
    expect(after).toEqual({
      draft: { status: 'typing', words: words('abc'), baseVersion: 1, declined: [] },
      command: 'schedule',
    });
  });

  it('saves the same words anew when the person stands by them, and never over newer ones', () => {
    const confirmed: Event = { type: 'confirmed', words: words('a'), version: 3 };
    expect(step(clean, confirmed)).toEqual({
      draft: { status: 'typing', words: words('a'), baseVersion: 3, declined: [] },
      command: 'sendSoon',
    });
    const typing = run(typed('b', 3));
    expect(step(typing, confirmed)).toEqual({ draft: typing, command: null });
  });

  it('repeats an attempt with the same operation when the server was not reached', () => {
    const waiting = run(
      typed('a'),
      { type: 'due', operationId: 'o1' },
      { type: 'unreachable', why: 'network' },
      typed('ab'),
    );
    expect(waiting).toMatchObject({ status: 'waiting', newer: words('ab') });
    expect(step(waiting, { type: 'retry' })).toMatchObject({
      command: 'send',
      draft: { attempt: { operationId: 'o1', words: words('a') }, newer: words('ab') },
    });
  });

  it('shows both texts, and saves the chosen one from the other’s version', () => {
    const conflict = run(
      typed('mine'),
      { type: 'due', operationId: 'o1' },
      { type: 'conflicted', theirs: answer('theirs', 4) },
    );
    expect(conflict).toMatchObject({ status: 'conflict', mine: words('mine') });
    expect(step(conflict, { type: 'resolved', words: words('both') })).toEqual({
      draft: { status: 'typing', words: words('both'), baseVersion: 4, declined: [] },
      command: 'sendSoon',
    });
    expect(step(conflict, { type: 'resolved', words: words('theirs') }).draft).toEqual({
      status: 'clean',
      answer: answer('theirs', 4),
    });
  });

  it('asks nothing when both wrote the same', () => {
    const draft = run(
      typed('same'),
      { type: 'due', operationId: 'o1' },
      { type: 'conflicted', theirs: answer('same', 2) },
    );
    expect(draft).toEqual({ status: 'clean', answer: answer('same', 2) });
  });

  it('takes up what was typed after an attempt that did arrive, though its receipt was lost', () => {
    const draft = run(
      typed('a'),
      { type: 'due', operationId: 'o1' },
      { type: 'unreachable', why: 'noAnswer' },
      typed('ab'),
      { type: 'retry' },
    );
    expect(step(draft, { type: 'conflicted', theirs: answer('a', 1) })).toEqual({
      draft: { status: 'typing', words: words('ab'), baseVersion: 1, declined: [] },
      command: 'sendSoon',
    });
  });

  it('shows the text of another window beside one’s own, and never asks about it twice', () => {
    const both = run(typed('here'), met('there'));
    expect(both).toEqual({
      status: 'conflict',
      mine: words('here'),
      baseVersion: 0,
      other: { from: 'window', words: words('there'), since },
      declined: [],
    });
    const chosen = step(both, { type: 'resolved', words: words('here') });
    expect(chosen.command).toBe('sendSoon');
    const sent = step(chosen.draft, { type: 'due', operationId: 'o1' }).draft;
    // The other window's text had reached the server before that window was closed.
    expect(step(sent, { type: 'conflicted', theirs: answer('there', 1) })).toMatchObject({
      draft: { status: 'typing', words: words('here'), baseVersion: 1 },
      command: 'sendSoon',
    });
    expect(step(sent, { type: 'conflicted', theirs: answer('Bob’s', 1) }).draft).toMatchObject({
      status: 'conflict',
      mine: words('here'),
      other: { from: 'server', saved: answer('Bob’s', 1) },
    });
  });

  it('keeps refused words, and tries anew when they are changed', () => {
    const refused = run(
      typed('a'),
      { type: 'due', operationId: 'o1' },
      { type: 'refused', refusal: { code: 'part_submitted' } },
    );
    expect(wordsOf(refused)).toEqual(words('a'));
    expect(step(refused, typed('ab', 3)).draft).toMatchObject({ status: 'typing', baseVersion: 3 });
    expect(step(refused, { type: 'discarded' }).draft).toEqual(clean);
  });

  it('sends nothing when what was typed is taken back', () => {
    expect(run(typed('a'), { type: 'typed', words: empty, known: empty, version: 0 })).toEqual(
      clean,
    );
  });

  it('never loses the last words, whatever the server answers', () => {
    const event: fc.Arbitrary<Event> = fc.oneof(
      fc.string({ maxLength: 2 }).map((text) => typed(`t${text}`)),
      fc.constantFrom<Event>(
        { type: 'due', operationId: 'o' },
        { type: 'unreachable', why: 'network' },
        { type: 'retry' },
        { type: 'confirmed', words: words('server'), version: 1 },
        { type: 'refused', refusal: { code: 'sealed' } },
        { type: 'conflicted', theirs: answer('other', 9) },
        { type: 'met', words: words('elsewhere'), since },
        { type: 'rebased', version: 7 },
      ),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let draft: TextDraft = clean;
        let last: Words | null = null;
        for (const each of events) {
          if (each.type === 'typed') last = each.words;
          draft = step(draft, each).draft;
        }
        if (last) expect(sameWords(wordsOf(draft) ?? empty, last)).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import {
  clean,
  sameWords,
  step,
  wordsOf,
  type Draft,
  type DraftEvent,
  type ServerAnswer,
  type Words,
} from './draft';

const words = (value: string): Words => ({ state: 'value', value, comment: '' });
const empty: Words = { state: 'empty', value: null, comment: '' };
const answer = (value: string, version: number): ServerAnswer => ({
  ...words(value),
  id: 'a',
  version,
  authorName: 'Anne',
  onBehalfOfName: null,
  updatedAt: '2026-11-24T10:00:00.000Z',
});
const typed = (value: string, version = 0): DraftEvent => ({
  type: 'typed',
  words: words(value),
  known: empty,
  version,
});
const run = (...events: DraftEvent[]): Draft =>
  events.reduce((draft, event) => step(draft, event).draft, clean);

describe('autosave of one answer', () => {
  it('waits for a pause, then sends once', () => {
    expect(step(clean, typed('a')).command).toBe('schedule');
    const sent = step(run(typed('a'), typed('ab')), { type: 'due', operationId: 'o1' });
    expect(sent).toEqual({
      command: 'send',
      draft: {
        status: 'sending',
        attempt: { operationId: 'o1', baseVersion: 0, words: words('ab') },
        newer: null,
      },
    });
    expect(step(sent.draft, { type: 'due', operationId: 'o2' }).command).toBeNull();
  });

  it('sends what was typed meanwhile after the answer, from the new version', () => {
    const draft = run(typed('a'), { type: 'due', operationId: 'o1' }, typed('abc'));
    const after = step(draft, { type: 'saved', answer: answer('a', 1) });
    expect(after).toEqual({
      draft: { status: 'typing', words: words('abc'), baseVersion: 1 },
      command: 'schedule',
    });
  });

  it('saves the same words anew when the person stands by them, and never over newer ones', () => {
    const confirmed: DraftEvent = { type: 'confirmed', words: words('a'), version: 3 };
    expect(step(clean, confirmed)).toEqual({
      draft: { status: 'typing', words: words('a'), baseVersion: 3 },
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
      draft: { status: 'typing', words: words('both'), baseVersion: 4 },
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
    const event: fc.Arbitrary<DraftEvent> = fc.oneof(
      fc.string({ maxLength: 2 }).map((text) => typed(`t${text}`)),
      fc.constantFrom<DraftEvent>(
        { type: 'due', operationId: 'o' },
        { type: 'unreachable', why: 'network' },
        { type: 'retry' },
        { type: 'confirmed', words: words('server'), version: 1 },
        { type: 'refused', refusal: { code: 'sealed' } },
        { type: 'conflicted', theirs: answer('other', 9) },
      ),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let draft: Draft = clean;
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

import { isRefusal } from '../kernel';
import type { Question } from '../templates';
import { idleBeforeRevision, parseAnswerInput, saveDraft, type KeptAnswer } from './save-answer';

const question = {
  key: 'Q01.need.volume',
  type: { kind: 'yes_no_partial_na', config: {} },
} as unknown as Question;

const now = new Date('2026-03-01T10:00:00Z');
const kept: KeptAnswer = {
  state: 'value',
  value: 'yes',
  comment: '',
  version: 3,
  authorId: 'anne',
  authorSeatId: 'seat-a',
  onBehalfOf: null,
  updatedAt: new Date(now.getTime() - 10_000),
  revisedVersion: 1,
};
const anne = { principalId: 'anne', seatId: 'seat-a', onBehalfOf: null };
const bob = { principalId: 'bob', seatId: 'seat-b', onBehalfOf: null };
const no = { state: 'value', value: 'no', comment: 'vu' } as const;

describe('parsing what was typed', () => {
  it('keeps a comment that came before any value', () => {
    expect(parseAnswerInput(question, { state: 'empty', value: null, comment: 'à voir' })).toEqual({
      state: 'empty',
      value: null,
      comment: 'à voir',
    });
  });

  it('refuses a value of another type', () => {
    const refused = parseAnswerInput(question, { state: 'value', value: 12, comment: '' });
    expect(isRefusal(refused) && refused.code).toBe('wrong_answer_type');
  });

  it('takes unknown as an answer', () => {
    expect(parseAnswerInput(question, { state: 'unknown', value: 4, comment: '' })).toEqual({
      state: 'unknown',
      value: null,
      comment: '',
    });
  });
});

describe('what is kept of what was typed', () => {
  const text = { key: 'Q01.a.text', type: { kind: 'text', config: {} } } as unknown as Question;

  it.each([
    [question, 'yes', 'vu', { state: 'value', value: 'yes', comment: 'vu' }],
    [text, 'Oui', '', { state: 'value', value: 'Oui', comment: '' }],
    [text, '  ', 'à voir', { state: 'empty', value: null, comment: 'à voir' }],
  ])('%#', (asked, value, comment, stored) => {
    expect(parseAnswerInput(asked, { state: 'value', value, comment })).toEqual(stored);
  });
});

describe('saving a draft', () => {
  it('keeps the words written down for one member when those of another follow', () => {
    const forBob = { ...anne, onBehalfOf: 'seat-b' };
    for (const [before, after] of [
      [null, 'seat-b'],
      ['seat-b', null],
      ['seat-b', 'seat-c'],
    ] as const) {
      const saved = saveDraft(
        { ...kept, onBehalfOf: before },
        no,
        3,
        { ...forBob, onBehalfOf: after },
        now,
      );
      expect(saved).toMatchObject({ kind: 'saved', keepPrevious: true });
    }
    expect(saveDraft({ ...kept, onBehalfOf: 'seat-b' }, no, 3, forBob, now)).toMatchObject({
      keepPrevious: false,
    });
  });

  it('counts a first answer', () => {
    const saved = saveDraft(null, no, 0, anne, now);
    expect(saved).toMatchObject({ kind: 'saved', keepPrevious: false });
    expect(saved.kind === 'saved' && saved.next.version).toBe(1);
  });

  it('keeps nothing twice: what has its revision already gets none', () => {
    const revised = { ...kept, revisedVersion: 3 };
    expect(saveDraft(revised, no, 3, bob, now)).toMatchObject({
      keepPrevious: false,
      next: { revisedVersion: 3 },
    });
    expect(saveDraft(kept, no, 3, anne, now)).toMatchObject({ next: { revisedVersion: 1 } });
    expect(saveDraft(null, no, 0, anne, now)).toMatchObject({ next: { revisedVersion: 0 } });
  });

  it('shows the current answer when the base is another version', () => {
    expect(saveDraft(kept, no, 2, anne, now)).toEqual({ kind: 'conflict', current: kept });
    expect(saveDraft(kept, no, 4, anne, now).kind).toBe('conflict');
  });

  it('keeps no revision while the same person goes on writing', () => {
    expect(saveDraft(kept, no, 3, anne, now)).toMatchObject({ keepPrevious: false });
  });

  it('keeps what stood when another person takes over', () => {
    const saved = saveDraft(kept, no, 3, bob, now);
    expect(saved).toMatchObject({ keepPrevious: true, next: { revisedVersion: 3, version: 4 } });
  });

  it('keeps what stood after an idle pause, to the millisecond', () => {
    const at = (ms: number): Date => new Date(kept.updatedAt.getTime() + ms);
    expect(saveDraft(kept, no, 3, anne, at(idleBeforeRevision))).toMatchObject({
      keepPrevious: true,
    });
    expect(saveDraft(kept, no, 3, anne, at(idleBeforeRevision - 1))).toMatchObject({
      keepPrevious: false,
    });
  });

  it('keeps both what stood and what is restored', () => {
    expect(saveDraft(kept, no, 3, anne, now, 'restored')).toMatchObject({
      keepPrevious: true,
      keepNext: true,
      next: { version: 4, revisedVersion: 4 },
    });
  });
});

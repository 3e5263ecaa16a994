import { isRefusal } from '../kernel';
import { maxLine, parseDraft, type OpinionDraft } from './draft';

const draft = (changes: Partial<OpinionDraft> = {}): OpinionDraft => ({
  outcome: 'favourable',
  reasons: '',
  reasonsByQuestion: [],
  conditions: [],
  pilot: null,
  missingElements: [],
  failedPredicates: [],
  reevaluateOn: null,
  ...changes,
});

const condition: OpinionDraft['conditions'][number] = {
  text: ' Audit ',
  ownerSeat: null,
  ownerName: '',
  dueOn: null,
  proof: '',
  gate: { kind: 'within_months', months: null },
  blockers: [],
};

describe('parseDraft', () => {
  it('keeps a proposal with gaps', () => {
    expect(
      parseDraft(draft({ conditions: [condition], missingElements: [' ', 'Preuve '] })),
    ).toEqual({
      ...draft(),
      conditions: [{ ...condition, text: 'Audit', gate: { kind: 'within_months', months: 0 } }],
      missingElements: ['Preuve'],
    });
  });

  it.each([
    ['an unknown outcome', { outcome: 'perhaps' }],
    ['a date that does not exist', { reevaluateOn: '2027-02-30' }],
    ['an unknown predicate', { failedPredicates: ['E9'] }],
    ['an unknown gate', { conditions: [{ ...condition, gate: { kind: 'never', months: null } }] }],
    ['too many lines', { missingElements: Array<string>(51).fill('x') }],
  ])('refuses %s', (_what, changes) => {
    expect(parseDraft(draft(changes))).toMatchObject({ code: 'invalid_input' });
  });

  it('refuses a text without end and control characters', () => {
    expect(parseDraft(draft({ missingElements: ['x'.repeat(maxLine + 1)] }))).toMatchObject({
      code: 'text_too_long',
    });
    expect(parseDraft(draft({ reasons: 'a\u0000b' }))).toMatchObject({
      code: 'control_characters',
    });
    expect(isRefusal(parseDraft(draft()))).toBe(false);
  });
});

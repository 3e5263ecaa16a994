import { isRefusal } from '../kernel';
import { composeLibraryTemplate, noFacts, type Answer } from '../templates';
import { judgedAnswers } from './facts';
import { parseReason, questionGapsOf, submitPart } from './submit-part';
import { parseSupplierStatement, supplierQuestionsOf } from './supplier';
import { diffWords } from './word-diff';

const document = composeLibraryTemplate();
const place = { section: 'Q01', leadRole: 'clinician' } as const;

describe('handing in a part', () => {
  const gaps = questionGapsOf(document, noFacts, place);

  it('lists what is missing by question', () => {
    expect(gaps).toHaveLength(5);
    expect(gaps[0]?.codes).toEqual(['unanswered']);
    const half: Answer = { state: 'value', value: 'partial', comment: '' };
    const key = document.questions.find(({ type }) => type.kind === 'yes_no_partial_na')?.key ?? '';
    const section = key.split('.')[0] ?? '';
    const found = document.sections.find((each) => each.key === section);
    expect(found).toBeDefined();
    const role = document.questions.find((each) => each.key === key)?.roles[0] ?? 'clinician';
    expect(
      questionGapsOf(
        document,
        { ...noFacts, answers: { [key]: half } },
        { section, leadRole: role },
      ),
    ).toContainEqual({ questionKey: key, codes: ['comment_required'] });
  });

  it('needs a reason only when something is missing', () => {
    expect(submitPart([], null)).toEqual({ gapsReason: null });
    expect(submitPart([], 'pour rien')).toEqual({ gapsReason: null });
    const refused = submitPart(gaps, null);
    expect(isRefusal(refused) && [refused.code, refused.details]).toEqual([
      'part_has_gaps',
      { count: 5 },
    ]);
    expect(submitPart(gaps, '  Pas de chiffres. ')).toEqual({ gapsReason: 'Pas de chiffres.' });
  });

  it.each([
    [null, 'reason_required'],
    ['  ab ', 'reason_required'],
    ['a\u0000bcd', 'control_characters'],
    ['x'.repeat(2001), 'text_too_long'],
  ])('refuses the reason %j', (reason, code) => {
    const refused = parseReason(reason);
    expect(isRefusal(refused) && refused.code).toBe(code);
  });
});

describe('the supplier', () => {
  it('is asked what is unknown and what it may know, when it applies', () => {
    const answers = judgedAnswers([
      { questionKey: 'Q01.need.problem', state: 'unknown', value: null, comment: '' },
      { questionKey: 'Q01.need.volume', state: 'empty', value: null, comment: 'à voir' },
    ]);
    const asked = supplierQuestionsOf(document, { ...noFacts, answers });
    const because = (key: string) => asked.find(({ question }) => question.key === key)?.because;
    expect(because('Q01.need.problem')).toBe('unknown');
    expect(because('Q01.need.volume')).toBeUndefined();
    expect(because('S00.scope.ce-marking')).toBe('offered');
  });

  it.each([
    [{ statement: '', statedOn: '2026-01-01' }],
    [{ statement: 'Oui', statedOn: '2026-13-01' }],
    [{ statement: 'Oui', statedOn: '2026-11-25' }],
  ])('cannot state %j', (input) => {
    expect(isRefusal(parseSupplierStatement(input, '2026-11-24'))).toBe(true);
  });
});

describe('the difference of two texts', () => {
  it('is told word by word', () => {
    expect(diffWords('le délai est long', 'le délai médian est long')).toEqual([
      { kind: 'same', text: 'le délai ' },
      { kind: 'added', text: 'médian ' },
      { kind: 'same', text: 'est long' },
    ]);
    expect(diffWords('a', 'b')).toEqual([
      { kind: 'removed', text: 'a' },
      { kind: 'added', text: 'b' },
    ]);
    expect(diffWords('a b', 'c d')).toEqual([
      { kind: 'removed', text: 'a b' },
      { kind: 'added', text: 'c d' },
    ]);
    expect(diffWords('', '')).toEqual([]);
  });

  it('gives both texts back whole', () => {
    const [before, after] = ['un deux  trois\nquatre', 'zéro deux trois\nquatre cinq'];
    const side = (kind: string) =>
      diffWords(before, after)
        .filter((run) => run.kind === 'same' || run.kind === kind)
        .map(({ text }) => text)
        .join('');
    expect([side('removed'), side('added')]).toEqual([before, after]);
  });
});

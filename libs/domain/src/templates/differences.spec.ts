import { differencesOf } from './differences';
import { composeLibraryTemplate } from './library';
import { aQuestion, aSection, aTemplate } from './testing/sample-template';

const texts = (word: string) => ({ fr: word, en: word });
const keys = (entries: readonly { readonly key: string }[]) => entries.map(({ key }) => key);

describe('the differences of two versions', () => {
  it('are none between a version and itself, in whatever order its entries stand', () => {
    const library = composeLibraryTemplate();
    expect(differencesOf(library, library).none).toBe(true);
    const turned = { ...library, questions: [...library.questions].reverse() };
    expect(differencesOf(library, turned).none).toBe(true);
  });

  it('name what is added and removed, and swap when looked at from the other side', () => {
    const before = aTemplate([aQuestion('Q01.a.kept'), aQuestion('Q01.a.gone')]);
    const after = aTemplate([aQuestion('Q01.a.kept'), aQuestion('Q02.a.fresh')]);
    const { questions, sections, none } = differencesOf(before, after);
    expect(keys(questions.added)).toEqual(['Q02.a.fresh']);
    expect(keys(questions.removed)).toEqual(['Q01.a.gone']);
    expect(keys(sections.added)).toEqual(['Q02']);
    expect(questions.changed).toEqual([]);
    expect(none).toBe(false);
    const back = differencesOf(after, before);
    expect(keys(back.questions.added)).toEqual(keys(questions.removed));
    expect(keys(back.questions.removed)).toEqual(keys(questions.added));
  });

  it('say which part of a question changed, with both versions of it', () => {
    const question = aQuestion('Q01.a.one');
    const changed = aQuestion('Q01.a.one', {
      text: { ...question.text, en: 'said better' },
      blockers: [{ level: 'hard', when: { op: 'equals', value: 'no' } }],
    });
    const { questions } = differencesOf(aTemplate([question]), aTemplate([changed]));
    expect(questions.changed).toEqual([
      { key: 'Q01.a.one', before: question, after: changed, parts: ['wording', 'rules'] },
    ]);
  });

  it.each([
    ['help', { evidence: texts('another proof') }],
    ['answer', { type: { kind: 'text', config: {} } }],
    ['roles', { roles: ['dpo'] }],
    ['rules', { condition: { op: 'flag', flag: 'hardware_included' } }],
    ['marks', { essential: true }],
    ['wording', { plain: texts('in plain words') }],
  ] as const)('see a change of %s', (part, over) => {
    const after = aTemplate([aQuestion('Q01.a.one', over as object)]);
    const { questions } = differencesOf(aTemplate([aQuestion('Q01.a.one')]), after);
    expect(questions.changed.map(({ parts }) => parts)).toEqual([[part]]);
  });

  it('see the title of a section and the words of a statement', () => {
    const statement = {
      key: 'Q01.statement.one',
      section: 'Q01',
      text: texts('It works'),
      plain: texts('It works'),
      help: texts('help'),
      evidence: texts('evidence'),
      roles: ['clinician' as const],
      source: 'test',
    };
    const before = aTemplate([aQuestion('Q01.a.one')], { statements: [statement] });
    const after = aTemplate([aQuestion('Q01.a.one')], {
      sections: [aSection('Q01', { title: texts('renamed') })],
      statements: [{ ...statement, text: texts('It works here') }],
    });
    const { sections, statements, questions } = differencesOf(before, after);
    expect(sections.changed.map(({ key, parts }) => [key, parts])).toEqual([['Q01', ['wording']]]);
    expect(statements.changed.map(({ key, parts }) => [key, parts])).toEqual([
      ['Q01.statement.one', ['wording']],
    ]);
    expect(questions.changed).toEqual([]);
  });
});

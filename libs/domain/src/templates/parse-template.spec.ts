import { composeLibraryTemplate } from './library';
import { aQuestion, aSection, aTemplate, problemsOf } from './testing/sample-template';

const yes = (question: string) => ({ op: 'equals' as const, question, value: 'yes' });

describe('a template from outside', () => {
  it('passes when it is whole', () => {
    expect(problemsOf(aTemplate([aQuestion('Q01.a.one')]))).toEqual([]);
  });

  it('is refused with the place of each fault of shape', () => {
    const { title: _title, ...untitled } = aTemplate([aQuestion('Q01.a.one')]);
    expect(problemsOf(untitled)).toEqual(['shape title']);
    expect(problemsOf(null)).toEqual(['shape ']);
    expect(problemsOf({ ...aTemplate([aQuestion('Q01.a.one')]), extra: 1 })).toEqual([
      'shape extra',
    ]);
    expect(
      problemsOf(aTemplate([aQuestion('Q01.a.one', { text: { fr: 'Oui', en: ' ' } })])),
    ).toEqual(['shape questions.0.text.en']);
  });

  it('is refused when a question type or its configuration is not known', () => {
    const typed = (type: unknown) =>
      problemsOf(aTemplate([aQuestion('Q01.a.one', { type } as never)]));
    expect(typed({ kind: 'essay', config: {} })).toHaveLength(1);
    expect(typed({ kind: 'single', config: { options: [] } })).toHaveLength(1);
    expect(typed({ kind: 'yes_no_partial_na', config: { maybe: true } })).toHaveLength(1);
  });

  it('is refused when keys are not its own', () => {
    const twice = aTemplate([aQuestion('Q01.a.one'), aQuestion('Q01.a.one')]);
    expect(problemsOf(twice)).toEqual(['duplicate_key Q01.a.one']);
    const astray = aTemplate([aQuestion('Q01.a.one'), aQuestion('Q02.a.two', { section: 'Q01' })]);
    expect(problemsOf(astray)).toEqual(['key_outside_section Q02.a.two']);
    const homeless = aTemplate([aQuestion('Q01.a.one')], { sections: [aSection('Q07')] });
    expect(problemsOf(homeless)).toEqual(['unknown_section Q01.a.one']);
  });

  it('is refused when a test points nowhere', () => {
    const testing = (condition: ReturnType<typeof yes> | { op: 'added'; module: string }) =>
      problemsOf(aTemplate([aQuestion('Q01.a.one'), aQuestion('Q01.a.two', { condition })]));
    expect(testing(yes('Q01.a.gone'))).toEqual(['unknown_question Q01.a.two']);
    expect(testing({ ...yes('Q01.a.one'), value: 'maybe' })).toEqual(['unknown_code Q01.a.two']);
    expect(testing({ op: 'added', module: 'Q01' })).toEqual(['unknown_module Q01.a.two']);
    expect(testing(yes('Q01.a.one'))).toEqual([]);
  });

  it('is refused when a test does not fit the type', () => {
    const blocking = (type: 'text' | 'date', when: never) =>
      problemsOf(
        aTemplate([
          aQuestion('Q01.a.one', {
            type: { kind: type, config: {} },
            essential: true,
            blockers: [{ level: 'soft', when }],
          }),
        ]),
      );
    expect(blocking('text', { op: 'equals', value: 'yes' } as never)).toEqual([
      'test_does_not_fit Q01.a.one',
    ]);
    expect(blocking('date', { op: 'is', pseudo: 'missing' } as never)).toEqual([
      'test_does_not_fit Q01.a.one',
    ]);
    expect(blocking('text', { op: 'is', pseudo: 'empty' } as never)).toEqual([]);
  });

  it('is refused when conditions go round', () => {
    const round = aTemplate([
      aQuestion('Q01.a.one', { condition: yes('Q01.a.three') }),
      aQuestion('Q01.a.two', { condition: yes('Q01.a.one') }),
      aQuestion('Q01.a.three', { condition: yes('Q01.a.two') }),
      aQuestion('Q01.a.four'),
    ]);
    expect(problemsOf(round)).toEqual([
      'condition_cycle Q01.a.one',
      'condition_cycle Q01.a.two',
      'condition_cycle Q01.a.three',
    ]);
  });

  it('is refused when a section opens by a question of its own', () => {
    const inward = aTemplate([aQuestion('Q01.a.one')], {
      sections: [aSection('Q01', { condition: yes('Q01.a.one') })],
    });
    expect(problemsOf(inward)).toEqual(['condition_cycle Q01.a.one']);
  });

  it('is refused when a blocking item is not on the essential path', () => {
    const blockers = [{ level: 'hard' as const, when: { op: 'equals' as const, value: 'no' } }];
    expect(problemsOf(aTemplate([aQuestion('Q01.a.one', { blockers })]))).toEqual([
      'essential_not_marked Q01.a.one',
    ]);
    expect(
      problemsOf(aTemplate([aQuestion('Q01.a.one', { roles: ['patient_representative'] })])),
    ).toEqual(['essential_not_marked Q01.a.one']);
  });

  it('is refused when a core question decides the scope', () => {
    const blockers = [{ level: 'scope' as const, when: { op: 'equals' as const, value: 'no' } }];
    const core = aTemplate([aQuestion('Q01.a.one', { blockers, essential: true })]);
    expect(problemsOf(core)).toEqual(['scope_outside_screening Q01.a.one']);
  });

  it('may come from the library, changed by hand', () => {
    const document = composeLibraryTemplate();
    const without = {
      ...document,
      questions: document.questions.filter((question) => question.key !== 'Q09.it.hosting'),
    };
    expect(problemsOf(without)).toEqual([
      'unknown_question Q09.it.hds',
      'unknown_question Q09.it.hds',
      'unknown_question Q09.it.hds',
    ]);
  });
});

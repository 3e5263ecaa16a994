import { noFacts, type Answer } from './answers';
import { blockersOf, blockingState } from './blockers';
import type { Question } from './document';
import { composeLibraryTemplate } from './library';
import {
  aQuestion,
  aTemplate,
  factsWith,
  unknownAnswer,
  valueAnswer,
} from './testing/sample-template';

const document = composeLibraryTemplate();
const question = (key: string): Question => {
  const found = document.questions.find((each) => each.key === key);
  if (found === undefined) throw new Error(key);
  return found;
};
const moment = { decisionDate: '2026-06-15', evidenceCount: 0 };
const state = (key: string, answer: Answer | null, at = moment) => {
  const { level, ...rest } = blockingState(question(key), answer, at);
  return 'reason' in rest ? `${level} ${rest.reason}` : level;
};

describe('the state of one answer', () => {
  it.each([
    // hard on "no"
    ['Q02.fit.intended-purpose', valueAnswer('yes'), 'none'],
    ['Q02.fit.intended-purpose', valueAnswer('no'), 'hard answer'],
    ['Q02.fit.intended-purpose', valueAnswer('partial'), 'soft partial'],
    ['Q02.fit.intended-purpose', valueAnswer('na'), 'vigilance not_applicable'],
    ['Q02.fit.intended-purpose', unknownAnswer, 'soft unknown'],
    ['Q02.fit.intended-purpose', null, 'soft unanswered'],
    // soft on "no"
    ['Q02.fit.population', valueAnswer('no'), 'soft answer'],
    ['Q02.fit.population', valueAnswer('partial'), 'soft partial'],
    ['Q02.fit.population', unknownAnswer, 'soft unknown'],
    // no blocker at all
    ['Q03.clinical-evidence.independence', valueAnswer('no'), 'none'],
    ['Q03.clinical-evidence.independence', valueAnswer('na'), 'none'],
    ['Q03.clinical-evidence.independence', null, 'none'],
    // single choices
    ['Q03.clinical-evidence.design', valueAnswer('rct'), 'none'],
    ['Q03.clinical-evidence.design', valueAnswer('technical'), 'soft answer'],
    ['Q03.clinical-evidence.design', valueAnswer('none'), 'soft answer'],
    ['Q02.reg.class', valueAnswer('unknown'), 'soft answer'],
    ['Q10.legal.roles-contract', valueAnswer('disputed'), 'hard answer'],
    ['Q10.legal.dpo-opinion', valueAnswer('pending'), 'soft answer'],
    ['Q10.legal.dpo-opinion', valueAnswer('unfavourable'), 'soft answer'],
    ['Q10.legal.dpo-opinion', valueAnswer('favourable'), 'none'],
    // only this code
    ['Q09.it.interoperability', valueAnswer(['proprietary']), 'soft answer'],
    ['Q09.it.interoperability', valueAnswer(['dicom', 'proprietary']), 'none'],
    ['Q09.it.interoperability', valueAnswer([]), 'soft unanswered'],
    // empty
    ['Q01.need.problem', valueAnswer('Trop de relectures'), 'none'],
    ['Q01.need.problem', valueAnswer('  \n'), 'soft unanswered'],
    ['Q08.cost.tco', valueAnswer({ amount: null, years: 5 }), 'soft unanswered'],
    ['Q08.cost.tco', valueAnswer({ amount: 0, years: 5 }), 'none'],
    // scope
    ['S00.scope.ce-marking', valueAnswer('no'), 'scope answer'],
    ['S00.scope.ce-marking', valueAnswer('partial'), 'scope partial'],
    ['S00.scope.ce-marking', valueAnswer('na'), 'scope not_applicable'],
    ['S00.scope.ce-marking', null, 'scope unanswered'],
    ['S00.scope.prescribing', valueAnswer('yes'), 'scope answer'],
    ['S00.scope.prescribing', valueAnswer('no'), 'none'],
    ['S00.scope.prescribing', valueAnswer('partial'), 'scope partial'],
    ['S00.scope.functions', valueAnswer(['none']), 'scope answer'],
    ['S00.scope.functions', valueAnswer(['diagnosis']), 'none'],
  ] as const)('%s, %j: %s', (key, answer, expected) => {
    expect(state(key, answer)).toBe(expected);
  });

  it('compares a date with the day of the decision, not with today', () => {
    const expiry = (date: string, decisionDate: string) =>
      state('Q02.reg.certificate-expiry', valueAnswer(date), { decisionDate, evidenceCount: 0 });
    expect(expiry('2026-06-14', '2026-06-15')).toBe('hard answer');
    expect(expiry('2026-06-15', '2026-06-15')).toBe('none');
    expect(expiry('2030-01-01', '2031-01-01')).toBe('hard answer');
  });

  it('believes in a document only when one is attached', () => {
    const diagram = (provided: boolean, evidenceCount: number) =>
      state('Q09.it.architecture', valueAnswer({ provided }), { ...moment, evidenceCount });
    expect(diagram(true, 1)).toBe('none');
    expect(diagram(true, 0)).toBe('soft answer');
    expect(diagram(false, 1)).toBe('soft answer');
  });

  it('names the gate of a pending DPO opinion', () => {
    const gate = (value: string) =>
      blockingState(question('Q10.legal.dpo-opinion'), valueAnswer(value), moment);
    expect(gate('pending')).toMatchObject({ gate: 'before_go_live' });
    expect(gate('unfavourable')).toMatchObject({ gate: undefined });
  });

  it('takes the strongest of several blockers, whatever their order', () => {
    const both = aQuestion('Q01.a.both', {
      blockers: [
        { level: 'soft', when: { op: 'equals', value: 'no' } },
        { level: 'hard', when: { op: 'equals', value: 'no' } },
      ],
    });
    expect(blockingState(both, valueAnswer('no'), moment).level).toBe('hard');
  });

  it('leaves "partial" alone where "yes" blocks', () => {
    const onYes = aQuestion('Q01.a.yes', {
      blockers: [{ level: 'soft', when: { op: 'equals', value: 'yes' } }],
    });
    expect(blockingState(onYes, valueAnswer('partial'), moment).level).toBe('none');
  });
});

describe('the blockers of an evaluation', () => {
  const key = (short: string) => `Q01.a.${short}`;
  const onNo = (level: 'soft' | 'hard') => [
    { level, when: { op: 'equals' as const, value: 'no' } },
  ];
  const template = aTemplate([
    aQuestion(key('gate')),
    aQuestion(key('hidden'), {
      blockers: onNo('hard'),
      condition: { op: 'equals', question: key('gate'), value: 'yes' },
    }),
    aQuestion(key('hard'), { blockers: onNo('hard') }),
    aQuestion(key('soft'), { blockers: onNo('soft') }),
    aQuestion(key('na'), { blockers: onNo('hard') }),
  ]);
  const found = (values: Record<string, string>) =>
    blockersOf(
      template,
      factsWith(
        Object.fromEntries(Object.entries(values).map(([name, value]) => [key(name), value])),
      ),
      { decisionDate: '2026-06-15' },
    ).map(({ question: { key: at }, level, reason }) => `${at.slice(6)} ${level} ${reason}`);

  it('are listed in the order of the document, with points of vigilance', () => {
    expect(found({ gate: 'no', hidden: 'no', hard: 'no', soft: 'partial', na: 'na' })).toEqual([
      'hard hard answer',
      'soft soft partial',
      'na vigilance not_applicable',
    ]);
  });

  it('come from kept answers only while their question applies', () => {
    expect(found({ gate: 'yes', hidden: 'no', hard: 'yes', soft: 'yes', na: 'yes' })).toEqual([
      'hidden hard answer',
    ]);
    expect(found({ gate: 'no', hidden: 'no', hard: 'yes', soft: 'yes', na: 'yes' })).toEqual([]);
  });

  it('count every blocking item of an empty file, except the scope test', () => {
    const findings = blockersOf(document, noFacts, { decisionDate: '2026-06-15' });
    const blocking = document.questions.filter(
      (each) => each.blockers.length > 0 && !['S00', 'SEC'].includes(each.section),
    );
    expect(findings.map((each) => each.question.key)).toEqual(blocking.map((each) => each.key));
    expect(new Set(findings.map((each) => `${each.level} ${each.reason}`))).toEqual(
      new Set(['soft unanswered']),
    );
  });
});

import fc from 'fast-check';
import {
  composeLibraryTemplate,
  noFacts,
  possiblePartsOf,
  questionTypeOf,
  seededRandom,
  type Answer,
  type Blocker,
  type Question,
} from '../templates';
import { aQuestion, aSection, aTemplate, factsWith } from '../templates/testing/sample-template';
import { countProgress, idlePartsOf, progressAfter } from './progress';
import { decidingQuestions, isConditional, opensOthers } from './references';

const document = composeLibraryTemplate();
const parts = possiblePartsOf(document).map((part) => ({ ...part, state: 'open' as const }));
const today = '2026-11-24';
const question = (key: string) => {
  const found = document.questions.find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};
const value = (given: unknown): Answer => ({ state: 'value', value: given, comment: '' });

const anyAnswer = (key: string): fc.Arbitrary<Answer | null> =>
  fc.oneof(
    fc.constant(null),
    fc.constant<Answer>({ state: 'unknown', comment: '' }),
    fc.integer().map((seed): Answer => {
      const { kind, config } = question(key).type;
      return value(questionTypeOf(kind).sample(config, seededRandom(seed)));
    }),
  );

describe('counting progress', () => {
  it('changes by the difference, wherever a difference is given', () => {
    const keys = document.questions.map(({ key }) => key);
    fc.assert(
      fc.property(
        fc
          .constantFrom(...keys)
          .chain((key) => fc.tuple(fc.constant(key), anyAnswer(key), anyAnswer(key))),
        fc.integer(),
        ([key, before, after], seed) => {
          const random = seededRandom(seed);
          const answers = Object.fromEntries(
            document.questions
              .filter(() => random() < 0.5)
              .map((each) => [
                each.key,
                value(questionTypeOf(each.type.kind).sample(each.type.config, random)),
              ]),
          );
          const count = (answer: Answer | null) =>
            countProgress(
              document,
              { ...noFacts, answers: { ...answers, [key]: answer } },
              parts,
              today,
            );
          const delta = progressAfter(document, question(key), before, after);
          if (delta === 'recount') return;
          const [was, is] = [count(before), count(after)];
          expect(is).toEqual({
            ...was,
            answered: was.answered + (delta?.answered ?? 0),
            unknown: was.unknown + (delta?.unknown ?? 0),
            hardBlockers: was.hardBlockers + (delta?.hardBlockers ?? 0),
            softBlockers: was.softBlockers + (delta?.softBlockers ?? 0),
          });
        },
      ),
    );
  });

  it('counts anew when questions hang on the answer, on the day or on documents', () => {
    expect(progressAfter(document, question('Q09.it.hosting'), null, value('ght'))).toBe('recount');
    expect(
      progressAfter(document, question('Q02.reg.certificate-expiry'), null, value('2026-01-01')),
    ).toBe('recount');
    expect(progressAfter(document, question('Q09.it.hds'), null, value('yes'))).toBe('recount');
  });

  it('does not count while somebody only writes on, or comments', () => {
    expect(progressAfter(document, question('Q09.it.hds'), value('yes'), value('yes'))).toBeNull();
    const commented = { ...value('ght'), comment: 'vu' };
    expect(progressAfter(document, question('Q09.it.hosting'), value('ght'), commented)).toBeNull();
  });

  it('leaves parts without a question that applies out', () => {
    const counts = countProgress(document, noFacts, parts, today);
    expect(counts.parts).toBeLessThan(parts.length);
    expect(counts).toMatchObject({ answered: 0, unknown: 0, partsSubmitted: 0 });
    const submitted = parts.map((part) => ({ ...part, state: 'submitted' as const }));
    expect(countProgress(document, noFacts, submitted, today).partsSubmitted).toBe(counts.parts);
  });
});

describe('what one answer changes, on a template small enough to count by hand', () => {
  const hard = aQuestion('Q01.a.hard', {
    blockers: [{ level: 'hard', when: { op: 'equals', value: 'no' } }],
  });
  const soft = aQuestion('Q01.a.soft', {
    blockers: [{ level: 'soft', when: { op: 'equals', value: 'no' } }],
    roles: ['dpo'],
  });
  const plain = aQuestion('Q01.a.plain');
  const opened = aQuestion('Q02.b.opened', {
    condition: { op: 'equals', question: plain.key, value: 'yes' },
    roles: ['buyer'],
  });
  const small = aTemplate([hard, soft, plain, opened]);
  const places = [
    { section: 'Q01', leadRole: 'clinician', state: 'submitted' },
    { section: 'Q01', leadRole: 'dpo', state: 'open' },
    { section: 'Q02', leadRole: 'buyer', state: 'submitted' },
  ] as const;
  const unknown: Answer = { state: 'unknown', comment: '' };

  it('counts what applies, blocks, is unknown and is handed in', () => {
    const facts = factsWith({ [hard.key]: 'no', [soft.key]: 'no', [plain.key]: 'no' });
    expect(countProgress(small, facts, places, today)).toEqual({
      questions: 3,
      answered: 3,
      unknown: 0,
      parts: 2,
      partsSubmitted: 1,
      hardBlockers: 1,
      softBlockers: 1,
    });
    expect(idlePartsOf(small, facts, places)).toEqual([places[2]]);
    const open = { ...noFacts, answers: { [hard.key]: unknown, [plain.key]: value('yes') } };
    expect(countProgress(small, open, places, today)).toEqual({
      questions: 4,
      answered: 2,
      unknown: 1,
      parts: 3,
      partsSubmitted: 2,
      hardBlockers: 0,
      softBlockers: 2,
    });
    expect(idlePartsOf(small, open, places)).toEqual([]);
  });

  it.each<[string, Question, Answer | null, Answer | null, number[]]>([
    ['a first answer that blocks', hard, null, value('no'), [1, 0, 1, -1]],
    ['one that does not', hard, null, value('yes'), [1, 0, 0, -1]],
    ['one that blocks no more', hard, value('no'), value('yes'), [0, 0, -1, 0]],
    ['one that becomes unknown', hard, value('no'), unknown, [0, 1, -1, 1]],
    ['one taken back', soft, value('yes'), null, [-1, 0, 0, 1]],
    ['one no longer unknown', plain, unknown, value('yes'), []],
  ])('%s', (_what, asked, before, after, [answered, unknown, hardBlockers, softBlockers]) => {
    const wanted = { answered, unknown, hardBlockers, softBlockers };
    expect(progressAfter(small, asked, before, after)).toEqual(
      answered === undefined ? 'recount' : wanted,
    );
  });

  it('is nothing where the weight stays, whatever was said', () => {
    expect(progressAfter(small, soft, value('yes'), { ...value('yes'), comment: 'vu' })).toBeNull();
    expect(progressAfter(small, plain, unknown, { ...unknown, comment: 'vu' })).toBeNull();
    expect(progressAfter(small, plain, null, null)).toBeNull();
    expect(progressAfter(small, hard, value('yes'), value('na'))).toEqual(
      expect.not.objectContaining({ answered: 1 }),
    );
    expect(progressAfter(aTemplate([plain]), plain, value('yes'), value('no'))).toBeNull();
  });

  it('is counted anew for a question that may itself go', () => {
    expect(progressAfter(small, opened, null, value('yes'))).toBe('recount');
    expect(progressAfter(small, opened, value('yes'), value('no'))).toBeNull();
  });

  it.each([
    ['documents', { op: 'is', pseudo: 'missing' }, 'recount'],
    ['the day', { op: 'is', pseudo: 'before_decision_date' }, 'recount'],
    [
      'several things, one of them the day',
      {
        op: 'any',
        of: [
          { op: 'equals', value: 'no' },
          { op: 'is', pseudo: 'before_decision_date' },
        ],
      },
      'recount',
    ],
    ['the answer alone', { op: 'equals', value: 'no' }, 'counted'],
  ] as const)('is counted anew where a blocker reads %s', (_what, when, outcome) => {
    const asked = aQuestion('Q01.a.one', { blockers: [{ level: 'hard', when } as Blocker] });
    const change = progressAfter(aTemplate([asked]), asked, null, value('yes'));
    expect(change === 'recount' ? 'recount' : 'counted').toBe(outcome);
  });
});

describe('questions that decide about others', () => {
  it('are those which conditions read, of questions and of sections', () => {
    expect(opensOthers(document, 'Q09.it.hosting')).toBe(true);
    expect(opensOthers(document, 'S00.profile.ai')).toBe(true);
    expect(opensOthers(document, 'Q01.need.problem')).toBe(false);
    expect(isConditional(document, question('Q09.it.hds'))).toBe(true);
    expect(decidingQuestions(document, ['Q09.it.hds', 'Q01.need.problem'])).toEqual([
      'Q09.it.hosting',
    ]);
  });

  it('are found through conditions of conditions, each once, and through the section’s', () => {
    const first = aQuestion('Q01.a.first');
    const second = aQuestion('Q01.a.second', {
      condition: {
        op: 'all',
        of: [
          { op: 'equals', question: first.key, value: 'yes' },
          { op: 'flag', flag: 'ionising_radiation' },
        ],
      },
    });
    const third = aQuestion('Q02.b.third', {
      condition: {
        op: 'any',
        of: [
          { op: 'answered', question: second.key },
          { op: 'answered', question: first.key },
        ],
      },
    });
    const inSection = aQuestion('Q03.c.in-section');
    const small = aTemplate([first, second, third, inSection], {
      sections: [
        aSection('Q01'),
        aSection('Q02'),
        aSection('Q03', { condition: { op: 'answered', question: second.key } }),
      ],
    });
    expect(decidingQuestions(small, [first.key])).toEqual([]);
    expect(decidingQuestions(small, [second.key])).toEqual([first.key]);
    expect(decidingQuestions(small, [third.key]).sort()).toEqual([first.key, second.key]);
    expect(decidingQuestions(small, [inSection.key]).sort()).toEqual([first.key, second.key]);
    expect(decidingQuestions(small, ['Q09.nowhere'])).toEqual([]);
    expect([first, second, third, inSection].map(({ key }) => opensOthers(small, key))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([first, second, third, inSection].map((one) => isConditional(small, one))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    const elsewhere = aTemplate([first], { sections: [] });
    expect([isConditional(elsewhere, first), decidingQuestions(elsewhere, [first.key])]).toEqual([
      false,
      [],
    ]);
  });
});

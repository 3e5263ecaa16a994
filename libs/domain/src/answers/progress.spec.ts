import fc from 'fast-check';
import {
  composeLibraryTemplate,
  noFacts,
  possiblePartsOf,
  questionTypeOf,
  seededRandom,
  type Answer,
} from '../templates';
import { countProgress, progressAfter } from './progress';
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
});

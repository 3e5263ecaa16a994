import { noFacts } from './answers';
import { composeLibraryTemplate } from './library';
import { essentialFirst, gapsOf, partAt, partsOf, possiblePartsOf, progressOf } from './parts';
import {
  aQuestion,
  aTemplate,
  factsWith,
  unknownAnswer,
  valueAnswer,
} from './testing/sample-template';

const document = composeLibraryTemplate();
const names = (parts: readonly { section: string; leadRole: string }[]) =>
  parts.map((part) => `${part.section} ${part.leadRole}`);

describe('cutting a template into parts', () => {
  it('gives each question to exactly one part, that of its first role', () => {
    const all = possiblePartsOf(document);
    expect(all.flatMap((part) => part.questions)).toHaveLength(document.questions.length);
    for (const part of all)
      for (const question of part.questions)
        expect([question.section, question.roles[0]]).toEqual([part.section, part.leadRole]);
    expect(new Set(names(all)).size).toBe(all.length);
  });

  it('follows the order of the document', () => {
    expect(names(partsOf(document, noFacts, ['core'])).slice(0, 5)).toEqual([
      'Q01 clinician',
      'Q01 patient_representative',
      'Q02 clinician',
      'Q02 biomedical',
      'Q03 clinician',
    ]);
  });

  it('leaves out sections of other kinds and parts without an active question', () => {
    const facts = factsWith({ 'S00.profile.specialty': ['cardiology'], 'S00.profile.ai': 'none' });
    const collecting = names(partsOf(document, facts, ['core', 'module']));
    expect(collecting.some((name) => /^(S00|RAD|AI|SEC)/.test(name))).toBe(false);
    expect(names(possiblePartsOf(document))).toContain('RAD clinician');
  });

  it('gives one part as all of them would, with nothing where nothing applies', () => {
    const facts = factsWith({
      'S00.profile.specialty': ['cardiology'],
      'S00.profile.ai': 'locked',
    });
    const all = partsOf(document, facts);
    for (const possible of possiblePartsOf(document)) {
      const found = all.find(
        ({ section, leadRole }) => section === possible.section && leadRole === possible.leadRole,
      );
      expect(partAt(document, facts, possible)).toEqual(found ?? { ...possible, questions: [] });
    }
    expect(partAt(document, facts, { section: 'RAD', leadRole: 'clinician' }).questions).toEqual(
      [],
    );
  });

  it('puts the essential path first and keeps the order otherwise', () => {
    const keys = (essential: boolean[]) =>
      essentialFirst(
        essential.map((mark, index) => aQuestion(`Q01.a.q${index}`, { essential: mark })),
      ).map((question) => question.key.slice(-1));
    expect(keys([false, true, false, true])).toEqual(['1', '3', '0', '2']);
    const security = partsOf(document, noFacts).find((part) => part.section === 'Q09');
    expect(security?.questions.at(-1)?.essential).toBe(false);
  });
});

describe('progress', () => {
  const template = aTemplate([
    aQuestion('Q01.a.one', { essential: true }),
    aQuestion('Q01.a.two', { type: { kind: 'text', config: {} } }),
    aQuestion('Q01.a.three'),
    aQuestion('Q01.a.shy', { condition: { op: 'equals', question: 'Q01.a.one', value: 'yes' } }),
  ]);
  const progress = (answers: (typeof noFacts)['answers']) => {
    const facts = { ...noFacts, answers };
    const [part] = partsOf(template, facts);
    if (part === undefined) throw new Error('no part');
    return progressOf(part, facts);
  };

  it('counts what is answered, finished and essential', () => {
    expect(
      progress({
        'Q01.a.one': valueAnswer('no'),
        'Q01.a.two': unknownAnswer,
        'Q01.a.three': valueAnswer('partial'),
      }),
    ).toEqual({
      total: 3,
      answered: 3,
      complete: 2,
      essential: { total: 1, answered: 1 },
      minutes: 6,
      minutesLeft: 0,
    });
  });

  it('does not count blank text, nor the kept answer of a hidden question', () => {
    expect(
      progress({
        'Q01.a.one': valueAnswer('no'),
        'Q01.a.two': valueAnswer(' '),
        'Q01.a.shy': valueAnswer('yes'),
      }),
    ).toMatchObject({ total: 3, answered: 1, complete: 1, minutesLeft: 5 });
  });

  it('grows when an answer opens a question, whose kept answer counts again', () => {
    expect(
      progress({ 'Q01.a.one': valueAnswer('yes'), 'Q01.a.shy': valueAnswer('no') }),
    ).toMatchObject({ total: 4, answered: 2 });
  });
});

describe('gaps at submission', () => {
  const template = aTemplate([
    aQuestion('Q01.a.plain'),
    aQuestion('Q01.a.must', { essential: true }),
    aQuestion('Q01.a.measure', {
      type: {
        kind: 'number_with_interval',
        config: { unit: { fr: '%', en: '%' }, level: 95, min: 0, max: 100 },
      },
    }),
    aQuestion('Q01.a.document', { type: { kind: 'file', config: {} } }),
  ]);
  const gaps = (
    answers: (typeof noFacts)['answers'],
    over: Partial<typeof template> = {},
    evidenceCounts: Record<string, number> = {},
  ) => {
    const facts = { ...noFacts, answers, evidenceCounts };
    const varied = { ...template, ...over };
    return partsOf(varied, facts).flatMap((part) =>
      gapsOf(varied, part, facts).map((gap) => `${gap.questionKey.slice(6)} ${gap.code}`),
    );
  };

  it('lists everything unanswered, essential first', () => {
    expect(gaps({})).toEqual([
      'must unanswered',
      'plain unanswered',
      'measure unanswered',
      'document unanswered',
    ]);
  });

  it('expects only the essential path where the rest is optional', () => {
    expect(gaps({}, { unessential: 'optional' })).toEqual(['must unanswered']);
    expect(gaps({ 'Q01.a.plain': valueAnswer('na') }, { unessential: 'optional' })).toEqual([
      'must unanswered',
      'plain comment_required',
    ]);
  });

  it('names what a half-finished answer lacks', () => {
    const half = {
      'Q01.a.must': valueAnswer('partial'),
      'Q01.a.plain': valueAnswer('na', 'pas d’urgences ici'),
      'Q01.a.measure': valueAnswer({ value: 80, low: 85, high: null, n: null }),
      'Q01.a.document': valueAnswer({ provided: true }),
    };
    expect(gaps(half)).toEqual([
      'must comment_required',
      'measure interval_missing',
      'measure sample_size_missing',
      'measure interval_inconsistent',
      'document evidence_required',
    ]);
    expect(gaps(half, {}, { 'Q01.a.document': 1 })).not.toContain('document evidence_required');
  });

  it('accepts "unknown" as an answer to anything', () => {
    const all = Object.fromEntries(template.questions.map(({ key }) => [key, unknownAnswer]));
    expect(gaps(all)).toEqual([]);
  });
});

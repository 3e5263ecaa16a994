import { v7 as id } from 'uuid';
import type { Phase } from '../access';
import { noFacts, type Question, type TemplateDocument } from '../templates';
import { aQuestion, aSection, aTemplate } from '../templates/testing/sample-template';
import { judgedAnswers } from './facts';
import {
  barToTemplateMove,
  isLaterVersion,
  planTemplateMove,
  type MovableAnswer,
} from './template-move';

const texts = (word: string) => ({ fr: word, en: word });
const choices = (...codes: string[]): Question['type'] => ({
  kind: 'single',
  config: { options: codes.map((code) => ({ code, label: texts(code) })) },
});

const asked = {
  plain: aQuestion('Q01.a.plain'),
  choice: aQuestion('Q01.a.choice', { type: choices('one', 'two') }),
  other: aQuestion('Q01.a.other', { roles: ['dpo'] }),
};
const before = aTemplate(Object.values(asked), { version: '2026.1' });
const later = (...questions: Question[]): TemplateDocument =>
  aTemplate(questions, { version: '2026.2' });

const clinicians = 'part of the clinicians';
const officer = 'part of the officer';
const parts = [
  { id: clinicians, section: 'Q01', leadRole: 'clinician', state: 'open' },
  { id: officer, section: 'Q01', leadRole: 'dpo', state: 'open' },
] as const;

const answerTo = (question: Question, value: unknown, over = {}): MovableAnswer => ({
  id: id(),
  partId: question.roles[0] === 'dpo' ? officer : clinicians,
  questionKey: question.key,
  siteId: null,
  state: 'value',
  value,
  comment: 'dit en réunion',
  toConfirm: false,
  ...over,
});

const plan = (
  after: TemplateDocument,
  answers: readonly MovableAnswer[],
  over: { phase?: Phase; submitted?: string[] } = {},
) =>
  planTemplateMove(before, after, {
    phase: over.phase ?? 'collecting',
    parts: parts.map((part) => ({
      ...part,
      state: over.submitted?.includes(part.id) ? 'submitted' : part.state,
    })),
    answers,
    facts: { ...noFacts, answers: judgedAnswers(answers) },
  });

const fateIn = (after: TemplateDocument, answer: MovableAnswer) =>
  plan(after, [answer]).answers[0]?.fate;

describe('which version a file may move to', () => {
  const current = { key: 'sample', version: '2026.9' };
  const bar = (target: { key: string; version: string }, rated = false) =>
    barToTemplateMove(current, target, { rated })?.code ?? null;

  it('is a later one of its own template', () => {
    expect(bar({ key: 'sample', version: '2026.10' })).toBeNull();
    expect(bar({ key: 'sample', version: '2026.9' })).toBe('template_not_newer');
    expect(bar({ key: 'sample', version: '2026.8.5' })).toBe('template_not_newer');
    expect(bar({ key: 'other', version: '2027.1' })).toBe('template_unrelated');
  });

  it('is none once a round has been opened', () => {
    expect(bar({ key: 'sample', version: '2026.10' }, true)).toBe('template_rated');
  });

  it('compares numbers, not letters', () => {
    expect(isLaterVersion('10', '9')).toBe(true);
    expect(isLaterVersion('2026.1.1', '2026.1')).toBe(true);
    expect(isLaterVersion('2026.1', '2026.1.0')).toBe(false);
  });
});

describe('what becomes of an answer', () => {
  const yes = answerTo(asked.plain, 'yes');

  it.each<[string, Partial<Question>]>([
    ['nothing differs', {}],
    ['only what it means for the opinion differs', { blockers: [], essential: true }],
    ['only the source differs', { source: 'another' }],
  ])('is kept where %s', (_name, over) => {
    expect(fateIn(later({ ...asked.plain, ...over }), yes)).toBe('kept');
  });

  it.each<[string, Partial<Question>]>([
    ['the words', { text: texts('asked otherwise') }],
    ['the plain words', { plain: texts('said simply') }],
    ['the help', { help: texts('count only the first year') }],
    ['who answers', { roles: ['dpo'] }],
  ])('waits for somebody to confirm it where %s changed', (_name, over) => {
    expect(fateIn(later({ ...asked.plain, ...over }), yes)).toBe('to_confirm');
  });

  it('goes on waiting when another move does not touch it', () => {
    expect(fateIn(later(asked.plain), { ...yes, toConfirm: true })).toBe('to_confirm');
  });

  it('is asked again where it no longer fits, and waits where it does', () => {
    const narrowed = later({ ...asked.choice, type: choices('one', 'three') });
    expect(fateIn(narrowed, answerTo(asked.choice, 'two'))).toBe('asked_again');
    expect(fateIn(narrowed, answerTo(asked.choice, 'one'))).toBe('to_confirm');
  });

  it('has nothing to confirm where nothing was said', () => {
    const reworded = later({ ...asked.plain, text: texts('asked otherwise') });
    expect(fateIn(reworded, { ...yes, state: 'empty', value: null })).toBe('kept');
    expect(fateIn(reworded, { ...yes, state: 'unknown', value: null })).toBe('to_confirm');
  });

  it('stays to be read where its question is asked no more', () => {
    expect(fateIn(later(asked.choice), yes)).toBe('retired');
  });

  it('waits where its question comes back', () => {
    const gone = answerTo(aQuestion('Q01.a.back'), 'yes');
    expect(fateIn(later(asked.plain, aQuestion('Q01.a.back')), gone)).toBe('to_confirm');
  });
});

describe('what becomes of the parts', () => {
  const given = [
    answerTo(asked.plain, 'yes'),
    answerTo(asked.choice, 'two'),
    answerTo(asked.other, 'yes'),
  ];
  const submitted = [clinicians, officer];

  it('a part handed in comes back only when something is to be done in it', () => {
    const reworded = later({ ...asked.plain, text: texts('new') }, asked.choice, asked.other);
    expect(plan(reworded, given, { submitted }).returned).toEqual([clinicians]);
    expect(plan(reworded, given).returned).toEqual([]);
    const more = later(...Object.values(asked), aQuestion('Q01.a.new', { roles: ['dpo'] }));
    expect(plan(more, given, { submitted }).returned).toEqual([officer]);
    expect(plan(later(...Object.values(asked)), given, { submitted }).returned).toEqual([]);
  });

  it('a gap that was accepted before is no cause to give it back', () => {
    const reworded = later({ ...asked.plain, text: texts('new') }, asked.choice, asked.other);
    expect(plan(reworded, given.slice(1), { submitted }).returned).toEqual([]);
  });

  it('an answer follows its question into the part of another role', () => {
    const handed = later({ ...asked.plain, roles: ['buyer'] }, asked.choice, asked.other);
    const { answers, added } = plan(handed, given);
    expect(answers.map(({ moves }) => moves)).toEqual([
      { section: 'Q01', leadRole: 'buyer' },
      null,
      null,
    ]);
    expect(added).toEqual([{ section: 'Q01', leadRole: 'buyer' }]);
  });

  it('opens the parts of its phase, and empties those that ask nothing any more', () => {
    const after = aTemplate([asked.plain, asked.choice, aQuestion('S00.a.scope')], {
      version: '2026.2',
      sections: [aSection('Q01'), aSection('S00', { kind: 'screening' })],
    });
    expect(plan(after, given).added).toEqual([{ section: 'S00', leadRole: 'clinician' }]);
    expect(plan(after, given).emptied).toEqual([officer]);
    expect(plan(after, [], { phase: 'draft' }).added).toEqual([]);
    const core = later(...Object.values(asked), aQuestion('Q02.a.core'));
    expect(plan(core, given, { phase: 'screening' }).added).toEqual([]);
  });
});

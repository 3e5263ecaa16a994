import { isRefusal } from '../kernel';
import {
  choicesOf,
  exportTextOfAnswer,
  gapsOfAnswer,
  isAnswered,
  leadRoleOf,
  maxCommentLength,
  parseAnswer,
  summaryOfAnswer,
} from './answers';
import { aQuestion, unknownAnswer, valueAnswer } from './testing/sample-template';

const question = aQuestion('Q01.a.one', { roles: ['dpo', 'buyer'] });

describe('an answer from outside', () => {
  it('is a value with its comment, or "unknown", or withdrawn', () => {
    expect(parseAnswer(question, { state: 'value', value: 'yes', comment: 'vu' })).toEqual({
      state: 'value',
      value: 'yes',
      comment: 'vu',
    });
    expect(parseAnswer(question, { state: 'unknown', value: 'yes' })).toEqual(unknownAnswer);
    expect(parseAnswer(question, null)).toBeNull();
  });

  it.each([
    ['a bare value', 'yes', 'wrong_answer_type'],
    ['no state', { value: 'yes' }, 'wrong_answer_type'],
    ['a value of another type', { state: 'value', value: 3 }, 'wrong_answer_type'],
    [
      'a comment without end',
      { state: 'unknown', comment: 'x'.repeat(maxCommentLength + 1) },
      'text_too_long',
    ],
    ['control characters', { state: 'unknown', comment: '\u0007' }, 'control_characters'],
  ])('is refused: %s', (_name, input, code) => {
    const parsed = parseAnswer(question, input);
    expect(isRefusal(parsed) && parsed.code).toBe(code);
  });
});

describe('reading an answer', () => {
  it('never gives an empty text', () => {
    expect(summaryOfAnswer(question, null, 'fr')).toBe('Sans réponse');
    expect(summaryOfAnswer(question, unknownAnswer, 'en')).toBe('Unknown, asked to the supplier');
    expect(summaryOfAnswer(question, valueAnswer('partial'), 'fr')).toBe('Partiel');
    const blank = aQuestion('Q01.a.text', { type: { kind: 'text', config: {} } });
    expect(summaryOfAnswer(blank, valueAnswer(' '), 'en')).toBe('No answer');
  });

  it('exports codes, the same in every language', () => {
    expect(exportTextOfAnswer(question, valueAnswer('partial'))).toBe('partial');
    expect(exportTextOfAnswer(question, unknownAnswer)).toBe('unknown');
    expect(exportTextOfAnswer(question, null)).toBe('');
  });

  it('tells answered from unanswered', () => {
    const text = aQuestion('Q01.a.text', { type: { kind: 'text', config: {} } });
    expect(isAnswered(text, valueAnswer('\n'))).toBe(false);
    expect(isAnswered(text, unknownAnswer)).toBe(true);
    expect(isAnswered(text, undefined)).toBe(false);
    expect(gapsOfAnswer(text, valueAnswer(''), 0)).toEqual(['unanswered']);
  });

  it('offers choices with labels in both languages', () => {
    expect(choicesOf(question).map((choice) => choice.code)).toEqual([
      'yes',
      'no',
      'partial',
      'na',
    ]);
    expect(choicesOf(question)[3]?.label).toEqual({ fr: 'Sans objet', en: 'Not applicable' });
  });

  it('is led by the first role', () => {
    expect(leadRoleOf(question)).toBe('dpo');
  });
});

import fc from 'fast-check';
import * as v from 'valibot';
import { isRefusal, locales } from '../../kernel';
import { seededRandom } from '../random';
import { answerProblems, gapCodes, questionKinds, questionTypeOf, questionTypes, widgets } from '.';
import en from '../../../messages/en/templates.json' with { type: 'json' };
import fr from '../../../messages/fr/templates.json' with { type: 'json' };

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const around = { comment: 'vu en réunion', evidenceCount: 1 };
const problem = (outcome: unknown) => isRefusal(outcome) && outcome.details['problem'];

describe.each(questionKinds)('question type %s', (kind) => {
  const type = questionTypeOf(kind);
  const samples = (check: (config: unknown, value: unknown) => void) =>
    fc.assert(
      fc.property(seed, (number) => {
        const random = seededRandom(number);
        const config = type.sampleConfig(random);
        check(config, type.sample(config, random));
      }),
      { numRuns: 200 },
    );

  it('accepts its own configurations, and no surplus property', () =>
    samples((config) => {
      expect(v.safeParse(type.config, config).output).toEqual(config);
      expect(v.safeParse(type.config, { ...(config as object), surplus: 1 }).success).toBe(false);
    }));

  it('parses its samples, unchanged by JSON', () =>
    samples((config, value) => {
      const stored: unknown = JSON.parse(JSON.stringify(value));
      expect(type.parseAnswer(config, stored)).toEqual(value);
    }));

  it('finds nothing missing in a finished sample', () =>
    samples((config, value) => {
      if (!type.isEmpty(value)) expect(type.missing(config, value, around)).toEqual([]);
    }));

  it('says and exports something for every sample, in every language', () =>
    samples((config, value) => {
      for (const locale of locales) {
        const summary = type.summary(config, value, locale);
        expect(summary.trim()).not.toBe('');
        expect(summary).not.toContain('{{');
      }
      expect(type.exportText(config, value).trim()).not.toBe('');
    }));

  it('knows the codes of its samples among its choices', () =>
    samples((config, value) => {
      const known = type.choices(config).map((choice) => choice.code);
      for (const code of type.codes(value)) expect(known).toContain(code);
      expect(known.length > 0).toBe(type.choiceMode !== undefined);
    }));

  it('answers any input with a value or a refusal, never with an exception', () =>
    fc.assert(
      fc.property(seed, fc.jsonValue(), (number, input) => {
        const config = type.sampleConfig(seededRandom(number));
        const parsed = type.parseAnswer(config, input);
        if (isRefusal(parsed)) {
          if (parsed.code === 'wrong_answer_type')
            expect(answerProblems).toContain(parsed.details['problem']);
        } else {
          expect(type.parseAnswer(config, parsed)).toEqual(parsed);
          expect(type.summary(config, parsed, 'fr')).toEqual(expect.any(String));
          for (const gap of type.missing(config, parsed, around)) expect(gapCodes).toContain(gap);
        }
      }),
      { numRuns: 300 },
    ));

  it('has a name, a duration and a widget that exists', () => {
    expect(widgets).toContain(type.widget);
    expect(type.estimateSeconds).toBeGreaterThan(0);
    for (const locale of locales) expect(type.name[locale].trim()).not.toBe('');
  });
});

describe('what each type refuses or asks for', () => {
  const { yes_no_partial_na, single, multi, text, number, date, scale, file } = questionTypes;
  const { number_with_interval: interval, amount_over_years: amount } = questionTypes;
  const label = { fr: 'x', en: 'x' };
  const options = ['a', 'b', 'none'].map((code) => ({ code, label }));
  const unit = { fr: '%', en: '%' };

  it('partial and not applicable need a comment', () => {
    const missing = (value: 'partial' | 'na' | 'no', comment: string) =>
      yes_no_partial_na.missing({}, value, { comment, evidenceCount: 0 });
    expect(missing('partial', ' ')).toEqual(['comment_required']);
    expect(missing('na', '')).toEqual(['comment_required']);
    expect(missing('na', 'logiciel seul')).toEqual([]);
    expect(missing('no', '')).toEqual([]);
    expect(problem(yes_no_partial_na.parseAnswer({}, 'maybe'))).toBe('not_an_option');
    expect(problem(yes_no_partial_na.parseAnswer({}, true))).toBe('wrong_shape');
  });

  it('choices come from the list, in its order', () => {
    expect(problem(single.parseAnswer({ options }, 'c'))).toBe('not_an_option');
    expect(multi.parseAnswer({ options }, ['b', 'a', 'b'])).toEqual(['a', 'b']);
    expect(problem(multi.parseAnswer({ options }, ['a', 'c']))).toBe('not_an_option');
    expect(problem(multi.parseAnswer({ options }, 'a'))).toBe('wrong_shape');
  });

  it('too many choices and contradictions are gaps, so that the draft is kept', () => {
    const config = { options, max: 1, exclusive: ['none'] };
    expect(multi.missing(config, ['a', 'none'], around)).toEqual([
      'too_many_choices',
      'exclusive_choice',
    ]);
    expect(multi.missing(config, ['none'], around)).toEqual([]);
    expect(multi.isEmpty([])).toBe(true);
  });

  it('texts are normalised and refused when they cannot be stored', () => {
    expect(text.parseAnswer({}, 'e\u0301te\u0301\r\n')).toBe('été\n');
    expect(text.parseAnswer({ maxLength: 3 }, 'trop')).toMatchObject({ code: 'text_too_long' });
    expect(text.parseAnswer({}, 'a\u0000b')).toMatchObject({ code: 'control_characters' });
    expect(problem(text.parseAnswer({}, 12))).toBe('wrong_shape');
  });

  it('numbers are numbers, within bounds when finished', () => {
    expect(problem(number.parseAnswer({ unit }, '12'))).toBe('not_a_number');
    expect(problem(number.parseAnswer({ unit }, Number.NaN))).toBe('not_a_number');
    expect(problem(number.parseAnswer({ unit }, 1e300))).toBe('out_of_range');
    expect(number.missing({ unit, min: 0 }, -1, around)).toEqual(['out_of_range']);
    expect(number.summary({ unit }, 1234.5, 'fr')).toMatch(/^1\s234,5\s%$/);
    expect(number.summary({ unit }, 1234.5, 'en')).toMatch(/^1,234\.5\s?%$/);
  });

  it('a measure needs its interval and sample, in order and within bounds', () => {
    const config = { unit, level: 95, min: 0, max: 100 };
    const gaps = (value: unknown) => {
      const parsed = interval.parseAnswer(config, value);
      return isRefusal(parsed) ? parsed.details : interval.missing(config, parsed, around);
    };
    expect(gaps({ value: 91, low: 88, high: 94, n: 1200 })).toEqual([]);
    expect(gaps({ value: 91 })).toEqual(['interval_missing', 'sample_size_missing']);
    expect(gaps({ low: 88, high: 94, n: 12 })).toEqual(['value_missing']);
    expect(gaps({ value: 95, low: 88, high: 94, n: 12 })).toEqual(['interval_inconsistent']);
    expect(gaps({ value: 91, low: 88, high: 104, n: 12 })).toEqual(['out_of_range']);
    expect(gaps({ value: 91, low: 88, high: 94, n: 1.5 })).toEqual({ problem: 'out_of_range' });
    expect(gaps({ value: '91' })).toEqual({ problem: 'not_a_number' });
    expect(interval.summary(config, { value: 91.5, low: 88, high: 94, n: 1200 }, 'fr')).toMatch(
      /^91,5\s%\s\(IC 95\s%\s: 88 à 94\s; n = 1\s200\)$/,
    );
  });

  it('an amount needs its term and is kept to the cent', () => {
    expect(amount.parseAnswer({ defaultYears: 5 }, { amount: 10.005, years: 5 })).toEqual({
      amount: 10.01,
      years: 5,
    });
    expect(amount.missing({ defaultYears: 5 }, { amount: 100, years: null }, around)).toEqual([
      'years_missing',
    ]);
    expect(amount.isEmpty({ amount: null, years: 5 })).toBe(true);
    expect(problem(amount.parseAnswer({ defaultYears: 5 }, { amount: -1, years: 5 }))).toBe(
      'out_of_range',
    );
    expect(problem(amount.parseAnswer({ defaultYears: 5 }, { amount: 1, years: 0 }))).toBe(
      'out_of_range',
    );
    expect(amount.summary({ defaultYears: 5 }, { amount: 120_000, years: 5 }, 'fr')).toMatch(
      /^120\s000\s€ TTC sur 5 ans \(soit 24\s000\s€ par an\)$/,
    );
    expect(amount.summary({ defaultYears: 5 }, { amount: 9.5, years: 1 }, 'en')).toBe(
      '€9.50 incl. tax over 1 year',
    );
  });

  it('dates are days that exist', () => {
    expect(date.parseAnswer({}, '2028-02-29')).toBe('2028-02-29');
    expect(problem(date.parseAnswer({}, '2027-02-29'))).toBe('not_a_date');
    expect(problem(date.parseAnswer({}, '2027-2-1'))).toBe('not_a_date');
    expect(problem(date.parseAnswer({}, '2027-13-01'))).toBe('not_a_date');
    expect(date.summary({}, '2027-03-01', 'fr')).toBe('1er mars 2027');
    expect(date.summary({}, '2027-03-01', 'en')).toBe('1 March 2027');
  });

  it('a scale takes its whole steps only', () => {
    const config = { min: 1, max: 9, lowest: label, highest: label };
    expect(scale.parseAnswer(config, 9)).toBe(9);
    expect(problem(scale.parseAnswer(config, 10))).toBe('out_of_range');
    expect(problem(scale.parseAnswer(config, 0))).toBe('out_of_range');
    expect(problem(scale.parseAnswer(config, 4.5))).toBe('not_a_number');
  });

  it('a document that is said to be provided must be attached', () => {
    const missing = (provided: boolean, evidenceCount: number) =>
      file.missing({}, { provided }, { comment: '', evidenceCount });
    expect(missing(true, 0)).toEqual(['evidence_required']);
    expect(missing(true, 1)).toEqual([]);
    expect(missing(false, 0)).toEqual([]);
    expect(problem(file.parseAnswer({}, { provided: 'yes' }))).toBe('wrong_shape');
  });
});

describe('the words', () => {
  const keysOf = (value: object, path = ''): string[] =>
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object' ? keysOf(inner as object, `${path}${name}.`) : [`${path}${name}`],
    );

  it('are the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(fr));
  });

  it('name every gap and every problem', () => {
    expect(Object.keys(fr.gaps).sort()).toEqual([...gapCodes].sort());
    expect(Object.keys(fr.problems).sort()).toEqual([...answerProblems].sort());
  });
});

import { numberText, parseNumber } from './parse-number';

describe('numbers as people type them', () => {
  it.each([
    ['1 234,5', 1234.5],
    ['1\u202F234,5', 1234.5],
    ['1234.5', 1234.5],
    ['−3', -3],
    [',5', 0.5],
    ['', null],
    ['  ', null],
    ['abc', undefined],
    ['1,2,3', undefined],
    ['12 %', undefined],
  ])('reads %j', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it('writes the mark of the language', () => {
    expect(numberText(1.5, 'fr')).toBe('1,5');
    expect(numberText(1.5, 'en')).toBe('1.5');
  });
});

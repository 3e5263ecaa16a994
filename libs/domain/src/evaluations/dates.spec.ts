import fc from 'fast-check';
import { addDays, addMonths, dateIn, daysBetween, isCalendarDate, latenessOn } from './dates';

const paris = 'Europe/Paris';
const at = (text: string) => new Date(text);

describe('dateIn', () => {
  it('is the date of the organisation, not of the server', () => {
    expect(dateIn(paris, at('2026-03-31T22:30:00Z'))).toBe('2026-04-01');
    expect(dateIn(paris, at('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
    expect(dateIn('America/Cayenne', at('2026-04-01T02:00:00Z'))).toBe('2026-03-31');
    expect(dateIn('Indian/Reunion', at('2026-03-31T20:30:00Z'))).toBe('2026-04-01');
  });
});

describe('isCalendarDate', () => {
  it.each(['2026-02-28', '2028-02-29', '1900-01-01', '2999-12-31'])('takes %s', (date) =>
    expect(isCalendarDate(date)).toBe(true),
  );
  it.each([
    '2026-02-29',
    '2026-02-31',
    '2026-13-01',
    '2026-1-1',
    '0000-01-01',
    '1899-12-31',
    '3000-01-01',
    '',
    null,
    20260101,
    '2026-01-01T00:00:00Z',
  ])('declines %s', (date) => expect(isCalendarDate(date)).toBe(false));
});

describe('months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-11-30', 12, '2027-11-30'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-07-15', 6, '2027-01-15'],
  ])('%s and %i months is %s', (from, months, to) => expect(addMonths(from, months)).toBe(to));
});

describe('days', () => {
  const date = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays('2000-01-01', days));

  it('adding and counting undo each other, over every change of clocks', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
        expect(isCalendarDate(addDays(from, days))).toBe(true);
      }),
    );
  });

  it('refuses to count from a date that does not exist', () => {
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow(RangeError);
  });
});

describe('latenessOn', () => {
  it.each([
    [null, { state: 'undated' }],
    ['2026-06-10', { state: 'today', daysLeft: 0 }],
    ['2026-06-11', { state: 'due_soon', daysLeft: 1 }],
    ['2026-06-13', { state: 'due_soon', daysLeft: 3 }],
    ['2026-06-14', { state: 'ahead', daysLeft: 4 }],
    ['2026-06-09', { state: 'late', daysLate: 1 }],
  ])('%s', (deadline, expected) => expect(latenessOn(deadline, '2026-06-10')).toEqual(expected));
});
